// SPDX-License-Identifier: MIT
// From a stored crystal to the graph of one draw: perhaps a supercell, strained, its atoms
// displaced.
#pragma once

#include <cstdint>
#include <vector>

#include "core/rng.h"
#include "train/neighbour_store.h"
#include "train/settings.h"

namespace clasp {

/// Repetitions along the cell vectors, the shortest first, until there are at least `atoms` atoms.
std::array<int, 3> repetitions(const StoredCrystal& crystal, int atoms);

/// What happens to the geometry in one draw.
struct Distortion {
  std::array<int, 3> repeat = {1, 1, 1};
  Mat3 deformation = {{{1, 0, 0}, {0, 1, 0}, {0, 0, 1}}};  ///< symmetric
  double displacement = 0.0;  ///< Angstrom, standard deviation per axis
};

/// @param unit  of the stored vectors, Angstrom
Distortion draw_distortion(const StoredCrystal& crystal, double unit, bool textbook, bool packing,
                           const AugmentSettings& settings, Rng& rng);

/// Only the supercell and the mean change of length are left, so that equal distances stay equal.
Distortion without_lost_symmetry(const Distortion& distortion);

/// A graph for the fused convolution.
struct CrystalGraph {
  int atoms = 0;
  std::vector<std::int32_t>
      neighbour;                   ///< [atoms, places] row within the crystal, -1 after the last
  std::vector<std::int16_t> bin;   ///< [atoms, places] distance / kDistanceStep
  std::vector<std::int32_t> kind;  ///< [atoms]
};

/// The nearest `graph.max_neighbours` of the stored neighbours after the distortion, within the
/// cut-off.
CrystalGraph distorted_graph(const StoredCrystal& crystal, const Distortion& distortion,
                             double unit, const GraphSettings& graph, Rng& rng);

}  // namespace clasp
