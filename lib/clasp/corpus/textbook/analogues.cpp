// SPDX-License-Identifier: MIT
// Analogues of textbook crystals: the same structure with related elements in their places. They
// teach that names of elements and of structure types combine freely.
#include <fmt/core.h>

#include <algorithm>
#include <gemmi/elem.hpp>
#include <set>

#include "core/elements.h"
#include "core/periodic.h"
#include "core/rng.h"
#include "corpus/captions.h"
#include "corpus/chemistry.h"
#include "corpus/textbook/entry.h"

namespace clasp {

namespace {

constexpr int kTries = 8;             ///< for an analogue that is not there yet
constexpr double kTouch = 5.5;        ///< Angstrom
constexpr double kStays = 0.3;        ///< share of elements that keep their place
constexpr double kAnyMetal = 0.3;     ///< share of transition metals replaced by one of any column
constexpr double kAnyNonmetal = 0.5;  ///< the same of nonmetals, where a crystal has no metals
constexpr int kPackingsWithoutMetals = 4;  ///< a packed liquid, two from patterns, a glass

/// Elements that take each other's place: columns of the periodic table, and the lanthanides.
const std::vector<std::vector<int>>& columns() {
  static const std::vector<std::vector<int>> table = {
      {3, 11, 19, 37, 55}, {4, 12, 20, 38, 56},
      {22, 40, 72},        {23, 41, 73},
      {24, 42, 74},        {25, 43, 75},
      {26, 44, 76},        {27, 45, 77},
      {28, 46, 78},        {29, 47, 79},
      {12, 30, 48, 80},    {5, 13, 31, 49, 81},
      {6, 14, 32, 50, 82}, {7, 15, 33, 51, 83},
      {8, 16, 34, 52},     {9, 17, 35, 53},
      {10, 18, 36, 54},    {21, 39, 57, 58, 59, 60, 62, 63, 64, 65, 66, 67, 68, 69, 70, 71},
      {90, 92, 93, 94}};
  return table;
}

const std::vector<int>& transition_metals() {
  static const std::vector<int> metals = {22, 23, 24, 25, 26, 27, 28, 29, 30, 40, 41, 42,
                                          44, 45, 46, 47, 72, 73, 74, 75, 76, 77, 78, 79};
  return metals;
}

/// Those that keep covalent bonds when molten. Few crystals are of these alone, and the melt of one
/// is told from the crystal only by what others taught.
const std::vector<int>& covalent_nonmetals() {
  static const std::vector<int> nonmetals = {5,  6,  7,  8,  9,  14, 15, 16,
                                             17, 32, 33, 34, 35, 51, 52, 53};
  return nonmetals;
}

bool contains(const std::vector<int>& list, int z) {
  return std::find(list.begin(), list.end(), z) != list.end();
}

/// Another element of z's column, or for some elements of any; z if it has no relatives.
/// @param without_metals  what the crystal is
int relative_of(int z, bool without_metals, Rng& rng) {
  std::vector<int> relatives;
  if (contains(transition_metals(), z) && rng.uniform() < kAnyMetal)
    relatives = transition_metals();
  if (without_metals && contains(covalent_nonmetals(), z) && rng.uniform() < kAnyNonmetal)
    relatives = covalent_nonmetals();
  for (const auto& column : columns())
    if (relatives.empty() && contains(column, z)) relatives = column;
  relatives.erase(std::remove(relatives.begin(), relatives.end(), z), relatives.end());
  return relatives.empty() ? z : relatives[rng.below(relatives.size())];
}

double radius(int z) {
  return gemmi::Element(z).covalent_r();
}

/// What every element of a substance becomes; empty where nothing changed or two became one.
std::map<int, int> draw_replacements(const std::map<int, double>& amounts, Rng& rng) {
  std::map<int, int> become;
  std::set<int> used;
  bool changed = false;
  const bool without_metals = !has_metal(amounts);
  for (const auto& [z, amount] : amounts) {
    const int other = rng.uniform() < kStays ? z : relative_of(z, without_metals, rng);
    changed = changed || other != z;
    used.insert(become[z] = other);
  }
  return changed && used.size() == become.size() ? become : std::map<int, int>();
}

/// With the elements replaced and all lengths scaled by the mean covalent radius.
Structure replace(Structure crystal, const std::map<int, int>& become) {
  double before = 0, after = 0;
  for (const auto& [z, amount] : composition(crystal)) {
    before += amount * radius(z);
    after += amount * radius(become.at(z));
  }
  for (auto& vector : crystal.lattice) vector = (after / before) * vector;
  for (auto& site : crystal.sites)
    for (auto& occupant : site.occupants) occupant.z = become.at(occupant.z);
  return crystal;
}

/// The table's elements after the replacement, in its order.
std::string replaced_elements(const Substance& s, const std::map<int, int>& become) {
  std::string elements;
  for (const auto& symbol : split_words(s.elements, ' '))
    elements += (elements.empty() ? "" : " ") +
                std::string(element_symbol(become.at(atomic_number(symbol))));
  return elements;
}

/// False where an atom is alone, as in a crystal of molecules whose elements grew apart: nothing
/// tells how its melt is packed.
bool touches_everywhere(const Structure& s) {
  const PointCloud cloud = points_within(s, kTouch);
  for (int i = 0; i < cloud.n_local; ++i) {
    bool touches = false;
    for (std::size_t j = 0; j < cloud.position.size() && !touches; ++j)
      touches = static_cast<int>(j) != i && norm(cloud.position[j] - cloud.position[i]) < kTouch;
    if (!touches) return false;
  }
  return true;
}

std::string class_words(const std::vector<CompoundClass>& classes) {
  std::string words;
  for (const auto& c : classes) words += (words.empty() ? "" : "|") + c.name;
  return words;
}

/// Mixed sites have no analogues here, and molecules would fall apart.
bool has_analogues(const Substance& s) {
  const std::string elements = s.elements, classes = s.classes;
  return elements.find(':') == std::string::npos && elements.find(',') == std::string::npos &&
         classes.find("molecular crystal") == std::string::npos &&
         classes.find("polymer") == std::string::npos && std::string(s.prototype) != "fullerite";
}

/// @param number  of the analogue: it says which kinds its packings are
TextbookCrystal analogue(const Substance& s, const Structure& crystal,
                         const std::map<int, int>& become, int number, Rng& rng) {
  const Structure structure = replace(crystal, become);
  const std::string elements = replaced_elements(s, become);
  const auto amounts = composition(structure);
  const auto classes = compound_classes(amounts);
  std::string names = systematic_name(amounts, classes.front());
  if (const auto wider = systematic_name(amounts, classes.back()); wider != names)
    names += "|" + wider;
  const std::string words = class_words(classes);
  const Substance named = {s.prototype, elements.c_str(), s.numbers, names.c_str(), words.c_str()};
  std::string source = elements;
  std::replace(source.begin(), source.end(), ' ', '-');
  source = fmt::format("{}{}/{}", kAnalogueSource, source, s.prototype);
  TextbookCrystal entry{crystal_entry(named, structure, source), {}};
  if (!can_be_packed(s) || !touches_everywhere(structure)) return entry;
  const int packings = has_metal(amounts) ? 1 : kPackingsWithoutMetals;
  for (int k = 0; k < packings; ++k)
    entry.packings.push_back(packing_entry(named, entry.crystal, number * packings + k, rng));
  return entry;
}

}  // namespace

std::vector<TextbookCrystal> textbook_analogues(int each, std::uint64_t seed) {
  std::set<std::string> known;
  for (const Substance& s : substances()) known.insert(std::string(s.elements) + s.prototype);
  std::vector<TextbookCrystal> all;
  for (std::size_t i = 0; i < substances().size(); ++i) {
    const Substance& s = substances()[i];
    if (!has_analogues(s)) continue;
    const Structure crystal = build_crystal(s);
    const auto amounts = composition(crystal);
    Rng rng(seed + 1000003 * i);
    for (int k = 0; k < each; ++k)
      for (int t = 0; t < kTries; ++t) {
        const auto become = draw_replacements(amounts, rng);
        if (become.empty() || !known.insert(replaced_elements(s, become) + s.prototype).second)
          continue;
        all.push_back(analogue(s, crystal, become, k, rng));
        break;
      }
  }
  return all;
}

}  // namespace clasp
