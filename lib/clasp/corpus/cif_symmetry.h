// SPDX-License-Identifier: MIT
// The symmetry operations of a CIF data block, from its list or from its space group.
#pragma once

#include <string>
#include <vector>

#include "core/vec3.h"
#include "corpus/cif_document.h"

namespace clasp {

/// Column convention: x' = rotation x + translation, on fractional coordinates.
struct SymmetryOperation {
  Mat3 rotation{};
  Vec3 translation{};

  Vec3 operator()(const Vec3& x) const {
    return Vec3{dot(rotation[0], x), dot(rotation[1], x), dot(rotation[2], x)} + translation;
  }
};

/// "x, -y, z+1/2" to an operation. Throws std::invalid_argument if a number in it cannot be read.
SymmetryOperation parse_operation(const std::string& xyz);

/// The block's list of operations; without one those of its space-group name, then number; else the
/// identity.
std::vector<SymmetryOperation> symmetry_operations(const CifBlock& block);

}  // namespace clasp
