// SPDX-License-Identifier: MIT
// Lattices by their lengths and angles, and the LLL reduction that triclinic standard cells start
// from.
#pragma once

#include "core/vec3.h"

namespace clasp {

struct LatticeParameters {
  Vec3 length;  ///< a, b, c in Angstrom
  Vec3 angle;   ///< alpha, beta, gamma in degrees
};

LatticeParameters parameters_of(const Mat3& lattice);

/// Lenstra, Lenstra, Lovasz, Math. Ann. 261 (1982) 515, with delta = 0.75: rows are a basis of the
/// same lattice.
Mat3 lll_reduced(const Mat3& lattice);

}  // namespace clasp
