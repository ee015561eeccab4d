// SPDX-License-Identifier: MIT
// What the forward and backward sweeps of the fused convolution share.
#pragma once

#include <cmath>

#include "train/fused_conv.h"

namespace clasp {

/// Features that a sweep takes through all edges of an atom before the next ones, so that their
/// sums stay in registers.
#ifdef __AVX512F__
constexpr int kLanes = 16;
#else
constexpr int kLanes = 8;
#endif

/// The three rows that z of an edge is the sum of.
struct EdgeRows {
  const float* __restrict centre, * __restrict neighbour, * __restrict bin;

  EdgeRows(const EdgeGraph& graph, const ConvInput& in, std::int64_t i, int m)
      : centre(in.ab + i * 2 * kGateFeatures),
        neighbour(in.ab + graph.neighbour[i * graph.places + m] * std::int64_t{2 * kGateFeatures} +
                  kGateFeatures),
        bin(in.table + graph.bin[i * graph.places + m] * std::int64_t{kGateFeatures}) {}
};

/// A batch norm as scale * v + shift.
template <int N>
struct Affine {
  float inverse[N], scale[N], shift[N];  ///< inverse: 1 / standard deviation

  Affine(const float* mean, const float* variance, const float* gamma, const float* beta) {
    for (int k = 0; k < N; ++k) {
      inverse[k] = 1.0f / std::sqrt(variance[k] + kBatchNormEps);
      scale[k] = gamma[k] * inverse[k];
      shift[k] = beta[k] - mean[k] * scale[k];
    }
  }
};

}  // namespace clasp
