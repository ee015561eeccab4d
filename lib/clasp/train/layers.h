// SPDX-License-Identifier: MIT
// Layers whose result does not depend on how a batch is spread over ranks and, dropout, over
// micro-batches.
#pragma once

#include <torch/torch.h>

#include <utility>

#include "train/rank_group.h"

namespace clasp {

/// What the layers of a network know of the pass under way beside their input.
struct Pass {
  const RankGroup* ranks = nullptr;
  bool track = true;           ///< batch statistics move the running ones
  std::uint64_t seed = 0;      ///< of this step's dropout
  std::int64_t first_row = 0;  ///< row in the whole batch of the input's first
};

constexpr double kNormMomentum = 0.1;

/// running <- running + momentum (batch - running).
void move_running(const torch::Tensor& running, const torch::Tensor& batch, double momentum);

/// Means [2, features] of two quantities over the rows of all ranks, and the number of rows.
/// Collective.
/// @param sums  float64 [2 features + 1]: this rank's sums of the first, of the second, its rows
std::pair<torch::Tensor, double> means_over_ranks(const torch::Tensor& sums,
                                                  const RankGroup& ranks);

/// Mean and (biased) variance of columns.
struct ColumnMoments {
  torch::Tensor mean, variance;
};
/// Those of the rows of all ranks, float64; they move the running ones if pass.track. Collective.
/// @param sums  as for means_over_ranks(), of the values and of their squares
ColumnMoments moments_of_batch(const torch::Tensor& sums, const torch::Tensor& running_mean,
                               const torch::Tensor& running_var, const Pass& pass);

/// BatchNorm over the rows of all ranks, in float32. Unless `training` by the running statistics,
/// through which gradients pass.
torch::Tensor group_batch_norm(const torch::Tensor& x, const torch::Tensor& weight,
                               const torch::Tensor& bias, const torch::Tensor& running_mean,
                               const torch::Tensor& running_var, bool training, const Pass& pass);

/// group_batch_norm() as a module; tensors are named as torch's.
struct GroupBatchNormImpl : torch::nn::Module {
  GroupBatchNormImpl(std::int64_t features, const Pass& pass);
  torch::Tensor forward(const torch::Tensor& x);  ///< [rows, features]

  torch::Tensor weight, bias, running_mean, running_var;
  const Pass* pass;
};
TORCH_MODULE(GroupBatchNorm);

/// Dropout drawn from the step's seed, the layer and the row in the whole batch.
struct RowDropoutImpl : torch::nn::Module {
  RowDropoutImpl(double chance, std::uint64_t layer, const Pass& pass);
  torch::Tensor forward(const torch::Tensor& x);  ///< [rows, features]

  double chance;
  std::uint64_t layer;
  const Pass* pass;
};
TORCH_MODULE(RowDropout);

}  // namespace clasp
