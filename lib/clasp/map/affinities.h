// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <vector>

#include "map/nearest_points.h"

namespace clasp {

/// The symmetric joint probabilities of t-SNE, in compressed rows; they sum to 1.
struct Affinities {
  std::vector<std::size_t> start;    ///< [n + 1]
  std::vector<std::int32_t> column;  ///< ascending in each row
  std::vector<float> value;
};

/// Gaussian similarities whose width gives every point the perplexity among its neighbours (van der
/// Maaten, Hinton, J. Mach. Learn. Res. 9 (2008) 2579), made symmetric by the mean of both
/// directions.
Affinities affinities(const NearestPoints& neighbours, double perplexity, int threads);

}  // namespace clasp
