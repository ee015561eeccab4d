// SPDX-License-Identifier: MIT
// The atom-site rows of a CIF data block: elements, occupancies and coordinates, and their symmetry
// images.
#pragma once

#include <string>
#include <vector>

#include "corpus/cif_document.h"
#include "corpus/cif_symmetry.h"
#include "corpus/site_species.h"

namespace clasp {

struct SpeciesSite {
  Vec3 frac{};
  SiteSpecies species;
};

/// A number as CIF writes it, "0.1234(5)": the uncertainty is dropped, "." is 0. False if it is not
/// one.
bool parse_cif_number(const std::string& text, double* value);

/// The element symbol ("D" and "T" included) that a type symbol or label such as "Fe3+", "CA1",
/// "Wat" stands for; empty for "OH", which pymatgen skips; the text itself where it names no
/// element.
std::string element_in(const std::string& text);

/// The distinct sites listed in the block, species of coinciding or equivalent rows joined.
/// Throws std::runtime_error with the reason if a row cannot be read or the block has none.
std::vector<SpeciesSite> listed_sites(const CifBlock& block,
                                      const std::vector<SymmetryOperation>& operations);

/// All images of the sites in the cell, coordinates in [0, 1); images within 1e-4 are one.
/// Throws std::runtime_error if there are more than `most`.
std::vector<SpeciesSite> all_images(const std::vector<SpeciesSite>& sites,
                                    const std::vector<SymmetryOperation>& operations,
                                    std::size_t most);

}  // namespace clasp
