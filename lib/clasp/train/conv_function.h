// SPDX-License-Identifier: MIT
// The convolution and the pooling of atoms as differentiable torch operations.
#pragma once

#include <torch/torch.h>

#include "train/fused_conv.h"
#include "train/layers.h"

namespace clasp {

/// A batch's graph as tensors, so that autograd can keep it; `part` is the CPU's alone.
struct GraphTensors {
  torch::Tensor neighbour;  ///< int32 [atoms, places], -1 after the last neighbour
  torch::Tensor bin;        ///< int16 [atoms, places]
  torch::Tensor part;       ///< int64 [parts + 1], see EdgeGraph
  torch::Tensor crystal;    ///< int64 [crystals + 1]: first atom of each crystal
};

/// Weights and running statistics of the two batch norms of a convolution.
struct ConvNorms {
  torch::Tensor gamma1, beta1, gamma2, beta2;
  torch::Tensor mean1, variance1, mean2, variance2;  ///< running; updated in training mode
};

/// One convolution: softplus(x + bn2(sum_j gate(bn1(A_i + B_j + T[bin_ij])))).
/// @param x      [atoms, 64]
/// @param ab     [atoms, 256]: A | B
/// @param table  [bins, 128]
/// @param training  statistics of the batch, of all ranks, which also move the running ones if
///                  pass.track; else the running ones, as constants
torch::Tensor convolution(const torch::Tensor& x, const torch::Tensor& ab,
                          const torch::Tensor& table, const ConvNorms& norms,
                          const GraphTensors& graph, bool training, const Pass& pass);

/// The same for float32 on the CPU, where convolution() is this; elsewhere it is
/// sliced_convolution().
torch::Tensor fused_convolution(const torch::Tensor& x, const torch::Tensor& ab,
                                const torch::Tensor& table, const ConvNorms& norms,
                                const GraphTensors& graph, bool training, const Pass& pass);

/// Mean of the atoms of each crystal: [atoms, f] -> [crystals, f].
torch::Tensor mean_over_crystals(const torch::Tensor& x, const torch::Tensor& crystal);

}  // namespace clasp
