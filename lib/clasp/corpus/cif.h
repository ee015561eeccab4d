// SPDX-License-Identifier: MIT
// CIF text to structures, with the conventions of pymatgen's Structure.from_file(..., primitive=False).
#pragma once

#include <string>
#include <vector>

#include "core/structure.h"

namespace clasp {

struct CifEntry {
  std::string block;  ///< data block name
  Structure structure;
  std::string title, doi, journal;  ///< from the CIF, empty where it has none
  int year = 0;
};

/// One structure per data block that holds one. Throws Error (subject `name`): not a CIF, no cell, no sites, zero
/// volume, unreadable numbers, impossible occupancies.
/// @param block  read this data block only, if not empty
std::vector<CifEntry> read_cif(const std::string& text, const std::string& name,
                               const std::string& block = {});

/// Conventional standard cell as pymatgen's SpacegroupAnalyzer(s, symprec=0.01, angle_tolerance=5)
/// .get_conventional_standard_structure(); `space_group` gets the international number. Throws Error (subject `name`)
/// where spglib finds no symmetry.
Structure conventional_standard_cell(const Structure& s, const std::string& name, int* space_group = nullptr);

}  // namespace clasp
