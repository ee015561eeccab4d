// SPDX-License-Identifier: MIT
// Captions from facts of a structure: elements, class of compound, symmetry, prototype.
#include <algorithm>
#include <cmath>
#include <gemmi/symmetry.hpp>
#include <set>

#include "core/elements.h"
#include "corpus/captions.h"
#include "corpus/chemistry.h"
#include "corpus/prototype_match.h"

namespace clasp {

namespace {

constexpr std::size_t kLongFormula = 32;

using Words = std::vector<std::string>;

void add(Words& list, const std::string& text) {
  if (!text.empty() && std::find(list.begin(), list.end(), text) == list.end())
    list.push_back(text);
}

std::string crystal_system(int space_group) {
  const auto* group = gemmi::find_spacegroup_by_number(space_group);
  return group == nullptr ? std::string() : group->crystal_system_str();
}

/// "face-centred cubic", "primitive tetragonal", "rhombohedral".
std::string bravais(int space_group) {
  const auto* group = gemmi::find_spacegroup_by_number(space_group);
  if (group == nullptr) return {};
  switch (group->hm[0]) {
    case 'F':
      return "face-centred " + crystal_system(space_group);
    case 'I':
      return "body-centred " + crystal_system(space_group);
    case 'A':
    case 'C':
      return "base-centred " + crystal_system(space_group);
    case 'R':
      return "rhombohedral";
    default:
      return "primitive " + crystal_system(space_group);
  }
}

/// "Fm-3m", "P21/c", "R-3m".
std::string symbol(int space_group) {
  const auto* group = gemmi::find_spacegroup_by_number(space_group);
  std::string text = group == nullptr ? "" : group->short_name();
  if (!text.empty() && text[0] == 'H') text[0] = 'R';  // hexagonal axes of a rhombohedral lattice
  return text;
}

/// "polar" (a direction that no symmetry reverses), "centrosymmetric" or "non-centrosymmetric".
std::string polarity(int space_group) {
  static const std::set<std::string> polar = {"1",   "2", "m",  "mm2", "4",
                                              "4mm", "3", "3m", "6",   "6mm"};
  const auto* group = gemmi::find_spacegroup_by_number(space_group);
  if (group == nullptr) return "";
  if (polar.count(group->point_group_hm())) return "polar";
  return group->is_centrosymmetric() ? "centrosymmetric" : "non-centrosymmetric";
}

bool is_disordered(const Structure& s) {
  return std::any_of(s.sites.begin(), s.sites.end(), [](const Site& site) {
    return site.occupants.size() != 1 || site.occupants[0].occupancy < 0.999;
  });
}

void add_prototype(Words& list, const StructureRow& row, const std::string& kind) {
  const Prototype* p = recognise_prototype(row.structure, row.space_group);
  if (p == nullptr) return;
  const Words adjectives = split_words(p->adjective), types = split_words(p->types);
  for (const auto& type : types) add(list, type);
  add(list, adjectives[0] + " " + kind);
  add(list, row.formula + ", " + types[0]);
  add(list, adjectives[0] + " " + row.formula);
}

void add_symmetry(Words& list, const StructureRow& row, const std::string& name,
                  const std::vector<CompoundClass>& kinds, const std::string& formula) {
  const std::string system = crystal_system(row.space_group);
  if (system.empty()) return;
  add(list, system + " " + kinds.front().name);
  add(list, polarity(row.space_group) + " crystal");
  add(list, polarity(row.space_group) + " " + kinds.front().name);
  add(list, system + " " + name);
  if (composition(row.structure).size() > 1)
    add(list, bravais(row.space_group) + " " + kinds.back().name);
  if (formula.empty()) return;
  add(list, formula + ", " + system);
  add(list, formula + ", space group " + symbol(row.space_group));
}

}  // namespace

std::vector<std::string> describe_structure(const StructureRow& row) {
  if (row.phase != Phase::kCrystal || row.structure.sites.empty()) return {};
  const auto amounts = composition(row.structure);
  const auto kinds = compound_classes(amounts);
  const std::string name = systematic_name(amounts, kinds.front());
  const std::string formula = row.formula.size() < kLongFormula ? row.formula : std::string();
  Words list = {name};
  add(list, systematic_name(amounts, kinds.back()));
  add(list, formula);
  if (amounts.size() > 1)
    add(list, "compound of " + join_words(element_names(amounts), ", ", " and "));
  const Words others = element_names(amounts, kinds.front().implied);
  if (amounts.size() > 1 && !others.empty())
    add(list, kinds.front().name + " with " + join_words(others, ", ", " and "));
  add_symmetry(list, row, name, kinds, formula);
  for (const auto& kind : kinds) add(list, kind.name);
  if (is_disordered(row.structure))
    add(list, "solid solution, " + kinds.front().name + " with partial occupancies");
  add_prototype(list, row, kinds.back().name);
  return list;
}

}  // namespace clasp
