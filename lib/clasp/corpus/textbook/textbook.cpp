// SPDX-License-Identifier: MIT
// Textbook crystals with their wordings, and packings of their atoms with theirs.
#include <algorithm>

#include "corpus/captions.h"
#include "corpus/textbook/entry.h"
#include "corpus/textbook/tables.h"

namespace clasp {

namespace {

std::string slug(std::string name) {
  std::replace(name.begin(), name.end(), ' ', '-');
  std::replace(name.begin(), name.end(), '/', '-');
  return name;
}

std::string source_of(const Substance& s) {
  return "textbook/" + slug(split_words(s.names)[0]) + "/" + s.prototype;
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
