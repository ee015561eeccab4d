// SPDX-License-Identifier: MIT
// A periodic cell as a finite cloud of points: the atoms of the cell and the images around it.
#pragma once

#include <vector>

#include "core/structure.h"

namespace clasp {

struct PointCloud {
  std::vector<Vec3> position;  ///< Cartesian, Angstrom; the cell's own atoms come first, in order
  std::vector<int> owner;      ///< index of the atom in the cell that each point is (an image of)
  int n_local = 0;             ///< number of atoms in the cell
};

/// All images within `radius` of the cell, for any cell shape, including cells much smaller than
/// the radius.
PointCloud points_within(const Structure& s, double radius);

/// Radius within which an atom of average surroundings has about twice `neighbours` neighbours, at
/// most `cutoff`: where a search starts that enlarges its radius until it is complete.
double starting_radius(const Structure& s, int neighbours, double cutoff);

}  // namespace clasp
