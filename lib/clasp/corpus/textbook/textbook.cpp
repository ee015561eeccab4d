// SPDX-License-Identifier: MIT
// Textbook crystals with their wordings, and packings of their atoms with theirs.
#include <algorithm>

#include "corpus/captions.h"
#include "corpus/textbook/entry.h"
#include "corpus/textbook/liquids.h"
#include "corpus/textbook/packing.h"
#include "corpus/textbook/tables.h"
#include "corpus/textbook/wordings.h"

namespace clasp {

namespace {

constexpr int kGlassEvery = 4;   ///< one packing in four is a glass
constexpr int kPackedEvery = 4;  ///< one in four is never a copy of a liquid's pattern

std::string slug(std::string name) {
  std::replace(name.begin(), name.end(), ' ', '-');
  std::replace(name.begin(), name.end(), '/', '-');
  return name;
}

std::string source_of(const Substance& s) {
  return "textbook/" + slug(split_words(s.names)[0]) + "/" + s.prototype;
}

bool is_called(const Substance& s, const std::string& word) {
  return std::string(s.classes).find(word) != std::string::npos;
}

/// Sheets have no density, chains are endless, and fullerenes do not melt.
bool can_be_packed(const Substance& s) {
  return !is_called(s, "two-dimensional") && !is_called(s, "polymer") &&
         std::string(s.prototype) != "fullerite";
}

TextbookEntry packing_entry(const Substance& s, const TextbookEntry& crystal, int number,
                            Rng& rng) {
  const Phase phase = number % kGlassEvery == kGlassEvery - 1 ? Phase::kGlass : Phase::kLiquid;
  const Bonding bonding =
      is_called(s, "molecular crystal") ? Bonding::kMolecular : bonding_of(crystal.row.structure);
  TextbookEntry entry;
  entry.row = crystal.row;
  entry.row.source += (phase == Phase::kGlass ? "/glass-" : "/liquid-") + std::to_string(number);
  entry.row.space_group = 0;
  entry.row.phase = phase;
  const std::string pattern = pattern_of_melt(crystal.row.structure, s.prototype);
  const bool copied = !pattern.empty() && phase == Phase::kLiquid && number % kPackedEvery != 0;
  entry.row.structure = copied ? copy_liquid(pattern, crystal.row.structure, rng)
                               : pack_atoms(crystal.row.structure, bonding, phase, rng);
  entry.captions = packing_wordings(s, crystal.row, phase);
  entry.generic = packing_classes(s, crystal.row.structure, bonding, phase);
  return entry;
}

}  // namespace

std::vector<TextbookCrystal> textbook_crystals(int packings_each, std::uint64_t seed) {
  std::vector<TextbookCrystal> all;
  for (std::size_t i = 0; i < substances().size(); ++i) {
    const Substance& s = substances()[i];
    TextbookCrystal crystal{crystal_entry(s, build_crystal(s), source_of(s)), {}};
    Rng rng(seed + 1000003 * i);  // an entry's packings do not depend on the entries before it
    for (int k = 0; k < packings_each && can_be_packed(s); ++k)
      crystal.packings.push_back(packing_entry(s, crystal.crystal, k, rng));
    all.push_back(std::move(crystal));
  }
  return all;
}

}  // namespace clasp
