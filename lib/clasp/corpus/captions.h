// SPDX-License-Identifier: MIT
// Captions made from facts: what `clasp corpus describe` and `clasp corpus textbook` say about a
// structure.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "corpus/database.h"

namespace clasp {

/// Captions from the structure itself: element names by electronegativity, chemistry class, crystal
/// system, polarity, prototype where recognised. Several wordings; deterministic.
std::vector<std::string> describe_structure(const StructureRow& row);
/// Captions from labels ("superconductor", "zeolite framework", "wide-bandgap insulator", ...);
/// empty if none applies.
std::vector<std::string> describe_labels(const std::map<std::string, std::string>& labels);

struct TextbookEntry {
  StructureRow row;                   ///< crystal, or packing with parent unset
  std::vector<std::string> captions;  ///< name, formula, structure words, class: several wordings
  std::vector<std::string>
      generic;      ///< captions that many entries share ("liquid", "glass", "fcc metal")
  std::string set;  ///< label "set": "nonmetals" for crystals of such elements alone, or empty
};
struct TextbookCrystal {
  TextbookEntry crystal;
  std::vector<TextbookEntry> packings;  ///< liquids and glasses of the same atoms
};
/// Elements and common compounds in their known structures, from a table of facts.
std::vector<TextbookCrystal> textbook_crystals(int packings_each, std::uint64_t seed);

/// Hypothetical crystals: the table's structures with related elements in their places and cells
/// scaled by covalent radii (Cordero et al., Dalton Trans. (2008) 2832), under systematic names. Up
/// to `each` of each substance, with a liquid or glass where its atoms can be packed, with four if
/// it has no metals; none is a substance of the table.
std::vector<TextbookCrystal> textbook_analogues(int each, std::uint64_t seed);

}  // namespace clasp
