// SPDX-License-Identifier: MIT
#include "corpus/textbook/entry.h"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <set>

#include "core/elements.h"
#include "corpus/chemistry.h"
#include "corpus/textbook/liquids.h"
#include "corpus/textbook/packing.h"
#include "corpus/textbook/wordings.h"

namespace clasp {

namespace {

constexpr int kGlassEvery = 4;   ///< one packing in four is a glass
constexpr int kPackedEvery = 4;  ///< one in four is never a copy of a liquid's pattern

bool is_called(const Substance& s, const std::string& word) {
  return std::string(s.classes).find(word) != std::string::npos;
}

/// The amounts of one formula unit, with partial occupancies as in the table.
std::map<int, double> formula_unit(const Structure& crystal) {
  std::vector<std::pair<std::vector<Occupant>, long>> kinds;
  for (const Site& site : crystal.sites) {
    const auto same = [&](const auto& kind) { return kind.first == site.occupants; };
    const auto it = std::find_if(kinds.begin(), kinds.end(), same);
    if (it == kinds.end())
      kinds.emplace_back(site.occupants, 1);
    else
      ++it->second;
  }
  long units = 0;
  for (const auto& [who, count] : kinds) units = std::gcd(units, count);
  auto amounts = composition(crystal);
  for (auto& [z, amount] : amounts) amount /= static_cast<double>(units);
  return amounts;
}

/// The formula with the elements in the table's order, which is mostly how people write it:
/// "YBa2Cu3O7", "Co0.2Cr0.2Fe0.2Mn0.2Ni0.2".
std::string written_formula(const Substance& s, const std::map<int, double>& unit) {
  std::string elements = s.elements, formula;
  std::replace(elements.begin(), elements.end(), ',', ' ');
  std::set<int> written;
  for (const auto& word : split_words(elements, ' ')) {
    const int z = atomic_number(word.substr(0, word.find(':')));
    if (!written.insert(z).second) continue;
    formula += element_symbol(z);
    if (std::abs(unit.at(z) - 1.0) > 1e-6) formula += fmt::format("{:.4g}", unit.at(z));
  }
  return formula;
}

}  // namespace

TextbookEntry crystal_entry(const Substance& s, const Structure& crystal,
                            const std::string& source) {
  const Prototype& p = find_prototype(s.prototype);
  TextbookEntry entry;
  const auto unit = formula_unit(crystal);
  entry.row.structure = crystal;
  entry.row.formula = written_formula(s, unit);
  entry.row.source = source;
  entry.row.space_group = space_group_number(p);
  entry.row.group = source;
  entry.captions = crystal_wordings(s, p, entry.row.formula, reduced_formula(crystal));
  entry.generic = crystal_classes(s, p);
  if (!has_metal(unit)) entry.set = "nonmetals";
  return entry;
}

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

}  // namespace clasp
