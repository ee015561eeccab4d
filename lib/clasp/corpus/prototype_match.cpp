// SPDX-License-Identifier: MIT
// An index of the table of substances by what a structure type fixes.
#include "corpus/prototype_match.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "core/elements.h"
#include "core/periodic.h"
#include "corpus/packing.h"

namespace clasp {

namespace {

constexpr double kTolerance = 0.10;  ///< relative, of the reduced nearest distance
constexpr std::size_t kMaxSites = 300;

using Key = std::pair<int, std::vector<int>>;

struct Candidate {
  const Prototype* prototype;
  double nearest;  ///< reduced
  Bonding bonding;
};

Key key_of(const Structure& s, int space_group) {
  const auto amounts = composition(s);
  std::vector<std::pair<double, int>> order;
  for (const auto& [z, n] : amounts) order.emplace_back(electronegativity(z), z);
  std::sort(order.begin(), order.end());
  Key key{space_group, {}};
  for (const auto& [x, z] : order)
    key.second.push_back(static_cast<int>(std::lround(100.0 * amounts.at(z))));
  return key;
}

/// Nearest distance in units of the cube root of the volume of a site.
double reduced_nearest(const Structure& s) {
  const double unit = std::cbrt(s.volume() / static_cast<double>(s.sites.size()));
  const PointCloud cloud = points_within(s, 2.0 * unit);
  double nearest = 2.0 * unit;
  for (int i = 0; i < cloud.n_local; ++i)
    for (std::size_t j = 0; j < cloud.position.size(); ++j)
      if (static_cast<int>(j) != i)
        nearest = std::min(nearest, norm(cloud.position[j] - cloud.position[i]));
  return nearest / unit;
}

std::multimap<Key, Candidate> make_index() {
  std::multimap<Key, Candidate> index;
  for (const Substance& s : substances()) {
    const Prototype& p = find_prototype(s.prototype);
    const Structure crystal = build_crystal(s);
    index.emplace(key_of(crystal, space_group_number(p)),
                  Candidate{&p, reduced_nearest(crystal), bonding_of(crystal)});
  }
  return index;
}

}  // namespace

const Prototype* recognise_prototype(const Structure& crystal, int space_group) {
  static const auto index = make_index();
  if (crystal.sites.empty() || crystal.sites.size() > kMaxSites) return nullptr;
  const auto [begin, end] = index.equal_range(key_of(crystal, space_group));
  if (begin == end) return nullptr;
  const double nearest = reduced_nearest(crystal);
  const Bonding bonding = bonding_of(crystal);
  const Prototype* best = nullptr;
  double least = 2.0 * kTolerance;
  for (auto it = begin; it != end; ++it) {
    const double off = std::abs(nearest / it->second.nearest - 1.0);
    const double cost = off + (it->second.bonding == bonding ? 0.0 : kTolerance);
    if (off < kTolerance && cost < least) {
      least = cost;
      best = it->second.prototype;
    }
  }
  return best;
}

}  // namespace clasp
