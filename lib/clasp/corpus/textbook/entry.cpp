// SPDX-License-Identifier: MIT
#include "corpus/textbook/entry.h"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <set>

#include "core/elements.h"
#include "corpus/textbook/wordings.h"

namespace clasp {

namespace {

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
  entry.row.structure = crystal;
  entry.row.formula = written_formula(s, formula_unit(crystal));
  entry.row.source = source;
  entry.row.space_group = space_group_number(p);
  entry.row.group = source;
  entry.captions = crystal_wordings(s, p, entry.row.formula, reduced_formula(crystal));
  entry.generic = crystal_classes(s, p);
  return entry;
}

}  // namespace clasp
