// SPDX-License-Identifier: MIT
// The convolution and the pooling of atoms by torch operations, on any device.
#pragma once

#include "train/conv_function.h"

namespace clasp {

/// Atoms whose edges are held at a time: 100 MB in float32 for 12 neighbours, some ten times at
/// once.
constexpr std::int64_t kSliceAtoms = 16384;

/// What fused_convolution() computes, to rounding. ab and table may be of lower precision; edges
/// are computed in theirs, sums and the result in float32. No edge is stored: both passes make them
/// again, `slice` atoms at a time.
torch::Tensor sliced_convolution(const torch::Tensor& x, const torch::Tensor& ab,
                                 const torch::Tensor& table, const ConvNorms& norms,
                                 const GraphTensors& graph, bool training, const Pass& pass,
                                 std::int64_t slice = kSliceAtoms);

/// mean_over_crystals() by torch operations.
torch::Tensor mean_by_index(const torch::Tensor& x, const torch::Tensor& crystal);

}  // namespace clasp
