// SPDX-License-Identifier: MIT
// Layers whose result does not depend on how a batch is spread over ranks and, dropout, over
// micro-batches.
#pragma once

#include <torch/torch.h>

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

/// BatchNorm over the rows of all ranks; tensors are named as torch's. In evaluation mode the
/// running statistics, through which gradients pass.
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
