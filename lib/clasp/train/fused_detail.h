// SPDX-License-Identifier: MIT
// What the forward and backward sweeps of the fused convolution share.
#pragma once

#include <cmath>

#include "train/fused_conv.h"

namespace clasp {

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
