// SPDX-License-Identifier: MIT
// Rules from composition to class of compound.
#include "corpus/chemistry.h"

#include <algorithm>

#include "core/anions.h"
#include "core/elements.h"

namespace clasp {

namespace {

constexpr int kH = 1, kB = 5, kC = 6, kN = 7, kO = 8, kAl = 13, kSi = 14, kP = 15, kS = 16;

constexpr double kHalate = 2.9;  ///< oxygen per halogen from which on it is a halate

using Amounts = std::map<int, double>;

double amount(const Amounts& a, int z) {
  const auto it = a.find(z);
  return it == a.end() ? 0.0 : it->second;
}

bool has(const Amounts& a, int z) {
  return amount(a, z) > 0.0;
}

/// Wider classes of the same anions.
const char* family(int z) {
  switch (z) {
    case 9:
    case 17:
    case 35:
    case 53:
      return "halide";
    case 16:
    case 34:
    case 52:
      return "chalcogenide";
    case 7:
    case 15:
    case 33:
    case 51:
    case 83:
      return "pnictide";
    default:
      return "";
  }
}

/// Oxygen salts: the central atom, the least oxygen per central atom, the name.
struct OxoAnion {
  int centre;
  double oxygen;
  const char* name;
};

using Classes = std::vector<CompoundClass>;

Classes oxygen_salts(const Amounts& a) {
  static const std::vector<OxoAnion> anions = {
      {kP, 3.0, "phosphate"},   {kS, 3.0, "sulfate"},   {kC, 2.9, "carbonate"},
      {kN, 2.9, "nitrate"},     {kB, 1.4, "borate"},    {74, 2.9, "tungstate"},
      {42, 2.9, "molybdate"},   {23, 2.4, "vanadate"},  {22, 1.9, "titanate"},
      {41, 2.4, "niobate"},     {73, 2.4, "tantalate"}, {40, 1.9, "zirconate"},
      {25, 1.9, "manganate"},   {26, 1.3, "ferrate"},   {27, 1.9, "cobaltate"},
      {29, 1.9, "cuprate"},     {33, 2.9, "arsenate"},  {34, 2.9, "selenate"},
      {52, 1.9, "tellurate"},   {32, 1.9, "germanate"}, {17, kHalate, "chlorate"},
      {35, kHalate, "bromate"}, {53, kHalate, "iodate"}};
  Classes names;
  if (has(a, kSi) && amount(a, kO) >= 1.9 * amount(a, kSi)) {
    if (a.size() == 2) return {{"silica", {kO, kSi}}};
    if (has(a, kAl)) names.push_back({"aluminosilicate", {kO, kAl, kSi}});
    names.push_back({"silicate", {kO, kSi}});
  }
  for (const auto& anion : anions)
    if (a.size() > 2 && has(a, anion.centre) &&
        amount(a, kO) >= anion.oxygen * amount(a, anion.centre))
      names.push_back({anion.name, {kO, anion.centre}});
  if (names.size() > 2) names.resize(2);
  return names;
}

Classes organic(const Amounts& a) {
  std::vector<int> usual;  // the nonmetals of organic chemistry go without saying
  for (const auto& [z, n] : a)
    if (!is_metal(z)) usual.push_back(z);
  if (has_metal(a)) return {{"metal-organic compound", usual}, {"coordination compound", usual}};
  return {{"organic compound", usual}, {"organic crystal", usual}};
}

Classes without_anion(const Amounts& a) {
  if (a.size() > 1) return {{"intermetallic compound", {}}, {"alloy", {}}};
  const int z = a.begin()->first;
  return {{is_metal(z) ? "elemental metal" : "elemental solid", {z}}};
}

Classes oxides(const Amounts& a) {
  Classes classes = oxygen_salts(a);
  if (has(a, kH)) classes.push_back({"hydroxide or hydrate", {kH, kO}});
  for (const int z : {9, 17, 35, 53})
    if (has(a, z) && amount(a, kO) < kHalate * amount(a, z)) classes.push_back({"oxyhalide", {kO}});
  if (classes.empty() || has_metal(a)) classes.push_back({"oxide", {kO}});
  return classes;
}

}  // namespace

bool is_metal(int z) {
  static const std::vector<int> nonmetals = {1,  2,  5,  6,  7,  8,  9,  10, 14, 15, 16, 17,
                                             18, 32, 33, 34, 35, 36, 51, 52, 53, 54, 85, 86};
  return !std::binary_search(nonmetals.begin(), nonmetals.end(), z);
}

bool has_metal(const Amounts& a) {
  return std::any_of(a.begin(), a.end(), [](const auto& e) { return is_metal(e.first); });
}

std::vector<CompoundClass> compound_classes(const Amounts& a) {
  if (a.empty()) return {};
  if (has(a, kC) && has(a, kH)) return organic(a);
  int anion = 0;  // the most electronegative of the nonmetals: palladium is more so than germanium
  for (const auto& [z, n] : a)
    if (!is_metal(z) && (anion == 0 || electronegativity(z) > electronegativity(anion))) anion = z;
  const std::string name(anion_name(anion));
  if (a.size() == 1 || name.empty()) return without_anion(a);
  if (has(a, kO)) return oxides(a);
  Classes classes = {{name, {anion}}};
  if (family(anion)[0] != '\0') classes.push_back({family(anion), {anion}});
  return classes;
}

std::vector<std::string> element_names(const Amounts& amounts, const std::vector<int>& without) {
  std::vector<std::pair<double, int>> order;
  for (const auto& [z, n] : amounts)
    if (std::find(without.begin(), without.end(), z) == without.end())
      order.emplace_back(electronegativity(z), z);
  std::sort(order.begin(), order.end());
  std::vector<std::string> names;
  names.reserve(order.size());
  for (const auto& [x, z] : order) names.emplace_back(element_name(z));
  return names;
}

std::string join_words(const std::vector<std::string>& words, const std::string& comma,
                       const std::string& last) {
  std::string text;
  for (std::size_t i = 0; i < words.size(); ++i)
    text += (i == 0 ? "" : i + 1 == words.size() ? last : comma) + words[i];
  return text;
}

std::string systematic_name(const Amounts& amounts, const CompoundClass& kind) {
  if (amounts.size() == 1) return std::string(element_name(amounts.begin()->first));
  const auto shown = element_names(amounts, kind.implied);
  return join_words(shown, " ", " ") + (shown.empty() ? "" : " ") + kind.name;
}

}  // namespace clasp
