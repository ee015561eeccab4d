// SPDX-License-Identifier: MIT
// Bonds by distance, and what they join.
#include "corpus/molecules.h"

#include <algorithm>
#include <functional>
#include <limits>

#include "core/periodic.h"

namespace clasp {

namespace {

constexpr double kBond = 1.25;      ///< in shortest distances of an atom
constexpr double kSameAtom = 0.05;  ///< Angstrom
constexpr double kBondRange = 3.5;  ///< Angstrom: longer than any bond of a molecule

std::pair<int, int> ordered(int a, int b) {
  return {std::min(a, b), std::max(a, b)};
}

/// Calls visit(i, j, distance) for every atom i of the cell and point j of the cloud around it.
void for_each_pair(const PointCloud& cloud, double range,
                   const std::function<void(int, int, double)>& visit) {
  for (int i = 0; i < cloud.n_local; ++i)
    for (int j = 0; j < static_cast<int>(cloud.position.size()); ++j) {
      const double d = norm(cloud.position[j] - cloud.position[i]);
      if (j != i && d <= range) visit(i, j, d);
    }
}

void keep_shortest(PairDistances& table, const Site& a, const Site& b, double d) {
  for (const auto& x : a.occupants)
    for (const auto& y : b.occupants) {
      const auto it = table.try_emplace(ordered(x.z, y.z), d).first;
      it->second = std::min(it->second, d);
    }
}

/// Distance of every atom to its nearest neighbour.
std::vector<double> nearest_of(const Structure& s) {
  std::vector<double> nearest(s.sites.size(), std::numeric_limits<double>::max());
  for_each_pair(points_within(s, kBondRange), kBondRange,
                [&](int i, int, double d) { nearest[i] = std::min(nearest[i], d); });
  return nearest;
}

}  // namespace

PairDistances shortest_distances(const Structure& s, double range) {
  PairDistances table;
  const PointCloud cloud = points_within(s, range);
  for_each_pair(cloud, range, [&](int i, int j, double d) {
    keep_shortest(table, s.sites[i], s.sites[cloud.owner[j]], d);
  });
  return table;
}

std::vector<Molecule> find_molecules(const Structure& crystal) {
  const auto nearest = nearest_of(crystal);
  struct Bond {
    int to;
    Vec3 arm;
  };
  std::vector<std::vector<Bond>> bonds(crystal.sites.size());
  const PointCloud cloud = points_within(crystal, kBondRange);
  for_each_pair(cloud, kBondRange, [&](int i, int j, double d) {
    if (d < kBond * std::max(nearest[i], nearest[cloud.owner[j]]))
      bonds[i].push_back({cloud.owner[j], cloud.position[j] - cloud.position[i]});
  });
  std::vector<Molecule> molecules;
  std::vector<bool> seen(crystal.sites.size(), false);
  for (int start = 0; start < static_cast<int>(bonds.size()); ++start) {
    if (seen[start]) continue;
    seen[start] = true;
    Molecule molecule{{start}, {crystal.sites[start].occupants[0].z}, {crystal.cartesian(start)}};
    for (std::size_t k = 0; k < molecule.sites.size(); ++k)
      for (const Bond& bond : bonds[molecule.sites[k]]) {
        if (seen[bond.to]) continue;
        seen[bond.to] = true;
        molecule.sites.push_back(bond.to);
        molecule.elements.push_back(crystal.sites[bond.to].occupants[0].z);
        molecule.positions.push_back(molecule.positions[k] + bond.arm);
      }
    molecules.push_back(std::move(molecule));
  }
  return molecules;
}

PairDistances distances_between_molecules(const Structure& crystal, double range) {
  PairDistances table;
  const PointCloud cloud = points_within(crystal, range);
  std::vector<std::pair<const Molecule*, std::size_t>> place(crystal.sites.size());
  const auto molecules = find_molecules(crystal);
  for (const Molecule& m : molecules)
    for (std::size_t k = 0; k < m.sites.size(); ++k) place[m.sites[k]] = {&m, k};
  for_each_pair(cloud, range, [&](int i, int j, double d) {
    const auto [molecule, own] = place[i];
    const Vec3 x = molecule->positions[own] + (cloud.position[j] - cloud.position[i]);
    for (const Vec3& p : molecule->positions)
      if (norm(p - x) < kSameAtom) return;
    keep_shortest(table, crystal.sites[i], crystal.sites[cloud.owner[j]], d);
  });
  return table;
}

}  // namespace clasp
