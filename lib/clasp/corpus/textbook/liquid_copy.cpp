// SPDX-License-Identifier: MIT
// From a pattern of a liquid to that of a substance.
#include <algorithm>
#include <cmath>
#include <map>

#include "core/elements.h"
#include "corpus/molecules.h"
#include "corpus/textbook/liquids.h"
#include "corpus/textbook/packing.h"

namespace clasp {

namespace {

constexpr double kPairRange = 6.0;  ///< Angstrom: how far the shortest distance is looked for
constexpr double kLevels = 4096.0;  ///< of a coordinate
constexpr double kShortest = 0.97, kLongest = 1.04;  ///< a potential's bonds against another's
constexpr int kNeon = 10;

int digit(char c) {
  static const std::string digits =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz+-";
  return static_cast<int>(digits.find(c));
}

Vec3 atom(const LiquidPattern& pattern, int index) {
  Vec3 point{};
  for (int k = 0; k < 3; ++k) {
    const char* code = pattern.coordinates + 2 * (3 * index + k);
    point[static_cast<std::size_t>(k)] = (64 * digit(code[0]) + digit(code[1]) + 0.5) / kLevels;
  }
  return point;
}

/// The elements in the order of a pattern's kinds.
std::vector<int> kinds_of(const Structure& crystal) {
  const auto amounts = composition(crystal);
  std::vector<int> kinds;
  kinds.reserve(amounts.size());
  for (const auto& [z, amount] : amounts) kinds.push_back(z);
  const auto first = [&](int a, int b) {
    const double more = amounts.at(b) - amounts.at(a);
    return std::abs(more) > 1e-6 ? more > 0 : electronegativity(a) < electronegativity(b);
  };
  if (kinds.size() == 2 && first(kinds[1], kinds[0])) std::swap(kinds[0], kinds[1]);
  return kinds;
}

}  // namespace

std::string pattern_of_melt(const Structure& crystal, const std::string& prototype) {
  static const std::map<std::string, std::string> covalent = {
      {"diamond", "diamond"},           {"graphite", "graphite"},
      {"zinc-blende", "zinc-blende"},   {"wurtzite", "zinc-blende"},
      {"boron-nitride", "zinc-blende"}, {"quartz", "silica"},
      {"alpha-cristobalite", "silica"}, {"beta-cristobalite", "silica"},
      {"tridymite", "silica"}};
  static const std::map<std::string, std::string> ionic = {{"rock-salt", "rock-salt"},
                                                           {"caesium-chloride", "rock-salt"},
                                                           {"fluorite", "fluorite"},
                                                           {"antifluorite", "fluorite"}};
  for (const Site& site : crystal.sites)
    if (site.occupants.size() != 1 || site.occupants[0].occupancy != 1.0) return "";
  if (crystal.sites[0].occupants[0].z <= kNeon && prototype == "diamond")
    return "carbon";  // no four neighbours, as molten silicon has
  if (const auto it = covalent.find(prototype); it != covalent.end()) return it->second;
  const auto it = ionic.find(prototype);
  return it != ionic.end() && bonding_of(crystal) == Bonding::kIonic ? it->second : "";
}

Structure copy_liquid(const std::string& like, const Structure& crystal, Rng& rng) {
  std::vector<const LiquidPattern*> fitting;
  for (const auto& pattern : liquid_patterns())
    if (like == pattern.like) fitting.push_back(&pattern);
  const LiquidPattern& pattern = *fitting.at(rng.below(fitting.size()));
  double nearest = kPairRange;
  for (const auto& [pair, d] : shortest_distances(crystal, kPairRange))
    nearest = std::min(nearest, d);
  Structure liquid;
  const double scale = nearest * rng.uniform(kShortest, kLongest);
  liquid.lattice = lattice_from_parameters(scale * pattern.edges[0], scale * pattern.edges[1],
                                           scale * pattern.edges[2], 90, 90, 90);
  const auto kinds = kinds_of(crystal);
  int index = 0;
  for (std::size_t kind = 0; kind < kinds.size(); ++kind)
    for (int i = 0; i < pattern.counts[kind]; ++i, ++index)
      liquid.sites.push_back({atom(pattern, index), {{kinds[kind], 1.0}}});
  return liquid;
}

}  // namespace clasp
