// SPDX-License-Identifier: MIT
// Distances between the elements of a crystal, and the molecules in it.
#pragma once

#include <map>
#include <utility>
#include <vector>

#include "core/structure.h"

namespace clasp {

/// By pairs of atomic numbers, the smaller first; Angstrom.
using PairDistances = std::map<std::pair<int, int>, double>;

/// Shortest distance of every pair of elements, as far as it is under `range`.
PairDistances shortest_distances(const Structure& s, double range);

struct Molecule {
  std::vector<int> sites;
  std::vector<int> elements;
  std::vector<Vec3> positions;  ///< Cartesian, not wrapped into the cell
};

/// Groups of atoms that are joined by distances under 1.25 times the shortest distance of either
/// atom. Precondition: the molecules are finite and every site is one whole atom.
std::vector<Molecule> find_molecules(const Structure& crystal);

/// As shortest_distances, between atoms of different molecules only.
PairDistances distances_between_molecules(const Structure& crystal, double range);

}  // namespace clasp
