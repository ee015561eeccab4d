// SPDX-License-Identifier: MIT
// CIF text to structures, with the conventions of pymatgen's Structure.from_file(...,
// primitive=False).
#pragma once

#include <string>
#include <vector>

#include "core/structure.h"

namespace clasp {

struct CifEntry {
  std::string block;  ///< data block name
  Structure structure;
  /// Per site: the rank of its species in pymatgen's order. Tells isotopes and oxidation states
  /// apart, which `structure` does not; the symmetry search needs it.
  std::vector<int> kinds;
  std::string title, doi, journal;  ///< from the CIF, empty where it has none
  int year = 0;
};

/// A data block that should hold a structure but does not.
struct CifProblem {
  std::string block, reason;
};

/// One structure per data block that holds one, all symmetry operations applied, sites in
/// pymatgen's order. Conventions of pymatgen: coordinates within 1e-4 are one site, whose
/// occupancies add up; 0.3333 and 0.6667 become thirds; the element is read from the type symbol,
/// else from the label; unreadable occupancies are 1; sites written "OH" are left out. Throws Error
/// (subject `name`) if no block holds a structure: not a CIF, no cell, no sites, zero volume,
/// unreadable numbers, impossible occupancies, more than 20,000 sites.
/// @param block     read this data block only, if not empty
/// @param problems  if not null, gets the blocks that failed beside others that did not
std::vector<CifEntry> read_cif(const std::string& text, const std::string& name,
                               const std::string& block = {},
                               std::vector<CifProblem>* problems = nullptr);

constexpr double kSymprec = 0.01;        ///< of the symmetry search, Angstrom
constexpr double kAngleTolerance = 5.0;  ///< of the symmetry search, degrees

/// Conventional standard cell as pymatgen's SpacegroupAnalyzer(s, symprec=0.01, angle_tolerance=5)
/// .get_conventional_standard_structure() (Setyawan, Curtarolo, Comput. Mater. Sci. 49 (2010) 299),
/// sites in pymatgen's order; `space_group` gets the international number. Throws Error (subject
/// `name`) where spglib finds no symmetry.
/// @param kinds  CifEntry::kinds; empty: sites with equal occupants are of one kind
Structure conventional_standard_cell(const Structure& s, const std::string& name,
                                     int* space_group = nullptr,
                                     const std::vector<int>& kinds = {});

}  // namespace clasp
