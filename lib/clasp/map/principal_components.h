// SPDX-License-Identifier: MIT
#pragma once

#include "map/table.h"

namespace clasp {

/// Coordinates of the points along the directions of largest variance, largest first: [rows, k],
/// the mean at 0. The sign of a direction is such that its largest entry is positive.
/// Precondition: 0 < k <= cols.
Table principal_components(const Table& points, std::size_t k);

}  // namespace clasp
