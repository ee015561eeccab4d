// SPDX-License-Identifier: MIT
// An index of the table of substances by what a structure type fixes.
#include "corpus/prototype_match.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>

#include "core/elements.h"
#include "core/periodic.h"
#include "corpus/textbook/packing.h"

namespace clasp {

namespace {

constexpr double kTolerance = 0.06;     ///< of relative distances, root mean square
constexpr double kOtherBonding = 0.02;  ///< what a metal costs that looks like a salt
constexpr std::size_t kMaxSites = 300;
constexpr std::size_t kNeighbours = 12;

using Key = std::pair<int, std::vector<int>>;
using Shells = std::array<double, kNeighbours>;

struct Fingerprint {
  Key key;                     ///< space group, numbers of sites
  std::vector<Shells> shells;  ///< by element: mean distances to the nearest sites, reduced
};

struct Candidate {
  const Prototype* prototype;
  std::vector<Shells> shells;
  Bonding bonding;
};

int main_element(const Site& site) {
  const auto more = [](const Occupant& a, const Occupant& b) { return a.occupancy < b.occupancy; };
  return std::max_element(site.occupants.begin(), site.occupants.end(), more)->z;
}

/// Sites by main element, the most electropositive first.
std::map<std::pair<double, int>, std::vector<int>> sites_by_element(const Structure& s) {
  std::map<std::pair<double, int>, std::vector<int>> sites;
  for (int i = 0; i < static_cast<int>(s.sites.size()); ++i) {
    const int z = main_element(s.sites[i]);
    sites[{electronegativity(z), z}].push_back(i);
  }
  return sites;
}

/// Distances of one atom to its nearest sites, ascending, in units of `unit`.
Shells shells_of(const PointCloud& cloud, int atom, double unit) {
  std::vector<double> distances;
  for (std::size_t j = 0; j < cloud.position.size(); ++j)
    if (static_cast<int>(j) != atom)
      distances.push_back(norm(cloud.position[j] - cloud.position[atom]) / unit);
  Shells shells{};
  distances.resize(std::max(distances.size(), kNeighbours), 9.0);
  std::partial_sort(distances.begin(), distances.begin() + kNeighbours, distances.end());
  std::copy_n(distances.begin(), kNeighbours, shells.begin());
  return shells;
}

Fingerprint fingerprint(const Structure& s, int space_group) {
  Fingerprint print{{space_group, {}}, {}};
  const double unit = std::cbrt(s.volume() / static_cast<double>(s.sites.size()));
  const PointCloud cloud = points_within(s, 2.5 * unit);
  for (const auto& [element, sites] : sites_by_element(s)) {
    Shells mean{};
    for (const int i : sites) {
      const Shells own = shells_of(cloud, i, unit);
      for (std::size_t k = 0; k < kNeighbours; ++k)
        mean[k] += own[k] / static_cast<double>(sites.size());
    }
    print.key.second.push_back(static_cast<int>(sites.size()));
    print.shells.push_back(mean);
  }
  return print;
}

double difference(const std::vector<Shells>& a, const std::vector<Shells>& b) {
  double sum = 0.0;
  for (std::size_t e = 0; e < a.size(); ++e)
    for (std::size_t k = 0; k < kNeighbours; ++k) {
      const double relative = a[e][k] / b[e][k] - 1.0;
      sum += relative * relative;
    }
  return std::sqrt(sum / static_cast<double>(a.size() * kNeighbours));
}

std::multimap<Key, Candidate> make_index() {
  std::multimap<Key, Candidate> index;
  for (const Substance& s : substances()) {
    const Prototype& p = find_prototype(s.prototype);
    const Structure crystal = build_crystal(s);
    Fingerprint print = fingerprint(crystal, space_group_number(p));
    index.emplace(print.key, Candidate{&p, std::move(print.shells), bonding_of(crystal)});
  }
  return index;
}

}  // namespace

const Prototype* recognise_prototype(const Structure& crystal, int space_group) {
  static const auto index = make_index();
  if (crystal.sites.empty() || crystal.sites.size() > kMaxSites) return nullptr;
  Key key{space_group, {}};
  for (const auto& [element, sites] : sites_by_element(crystal))
    key.second.push_back(static_cast<int>(sites.size()));
  const auto [begin, end] = index.equal_range(key);
  if (begin == end) return nullptr;
  const auto shells = fingerprint(crystal, space_group).shells;
  const Bonding bonding = bonding_of(crystal);
  const Prototype* best = nullptr;
  double least = 1.0;
  for (auto it = begin; it != end; ++it) {
    const double off = difference(shells, it->second.shells);
    const double cost = off + (it->second.bonding == bonding ? 0.0 : kOtherBonding);
    if (off < kTolerance && cost < least) {
      least = cost;
      best = it->second.prototype;
    }
  }
  return best;
}

}  // namespace clasp
