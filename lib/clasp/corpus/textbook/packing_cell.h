// SPDX-License-Identifier: MIT
// Metropolis Monte Carlo of atoms and rigid molecules with pair potentials in a periodic cube.
#pragma once

#include <array>
#include <vector>

#include "core/rng.h"
#include "core/vec3.h"

namespace clasp {

/// (r0/r)^12 - 2 attraction (r0/r)^6, in well depths.
struct PairPotential {
  double squared = 0.0;     ///< r0^2, square Angstrom
  double attraction = 0.0;  ///< 1 or 0
};

/// What moves as one: an atom, or a molecule with its atoms around the origin.
struct RigidUnit {
  std::vector<int> kinds;       ///< index of each atom into the table of potentials
  std::vector<Vec3> positions;  ///< Angstrom
};

/// Coordinates are stored axis by axis, so that the energy loop runs in vector registers.
class PackingCell {
 public:
  /// Units at random places and orientations.
  /// @param potentials  square table by kinds of atoms; atoms of one unit do not interact
  PackingCell(const std::vector<RigidUnit>& units, double edge,
              const std::vector<std::vector<PairPotential>>& potentials, Rng& rng);

  /// One trial move per unit, with a step that adapts to two accepted trials in five.
  void sweep(double temperature);
  /// Atoms in order of the units, 0 <= x < edge.
  std::vector<Vec3> positions() const;

 private:
  double energy(std::size_t atom, const Vec3& at) const;
  bool try_move(std::size_t unit, double temperature);
  /// The unit's atoms turned by up to `angle` about a random axis and moved by up to step_.
  std::vector<Vec3> trial(std::size_t unit, double angle);
  double shortest(double d) const;
  Vec3 inside(Vec3 x) const;

  double edge_;
  Rng* rng_;
  double step_ = 0.5;  ///< Angstrom
  std::vector<std::size_t>
      first_;  ///< first atom of every unit, and the number of atoms at the end
  std::array<std::vector<double>, 3> position_;
  std::vector<double> squared_, attraction_;  ///< by pairs of atoms; zero within a unit
};

}  // namespace clasp
