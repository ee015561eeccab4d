// SPDX-License-Identifier: MIT
// The grid on which training rounds distances, so that edge features come from a table.
#pragma once

#include "core/model_file.h"

namespace clasp {

constexpr double kDistanceStep = 0.01;  ///< Angstrom

/// Grid points from 0 to the cut-off.
inline int distance_bins(const GraphSettings& graph) {
  return static_cast<int>(graph.cutoff / kDistanceStep + 1.5);
}

}  // namespace clasp
