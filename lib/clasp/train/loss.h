// SPDX-License-Identifier: MIT
// Contrastive losses over a batch of texts and crystals, computed a few rows at a time, so that
// ranks share the rows and the memory does not grow with the square of the batch.
#pragma once

#include <torch/torch.h>

#include "train/settings.h"

namespace clasp {

/// What the loss learns about itself.
struct LossParameters {
  torch::Tensor log_scale;  ///< logarithm of the learned scale (InfoNCE, SigLIP)
  torch::Tensor bias;       ///< SigLIP's
};

/// Pairs that are no negatives, bool [rows, n] each; undefined: none.
struct ExcludedRows {
  torch::Tensor of_crystals;  ///< by the block's crystals and all texts
  torch::Tensor of_texts;     ///< by the block's texts and all crystals
};

/// True if the scale is learned, else settings.scale is it.
bool learns_scale(LossKind kind);

/// The part of the batch's loss that rows first..first+rows-1 contribute; the loss is the sum over
/// all rows.
///   InfoNCE  mean over rows and columns of the cross entropy of k cos          (Radford et al.
///   2021) CosFace  the same of s (cos - m [i = j])                                   (Wang et al.
///   2018) ArcFace  the same of s cos(theta + m [i = j]); where theta + m > pi,
///            cos(theta) - m sin(m), which goes on falling                      (Deng et al. 2019)
///   SigLIP   -sum_ij log sigmoid(z_ij (k cos + b)) / n, z_ij = 1 if i = j, else -1 (Zhai et al.
///   2023)
/// @param text, crystal  [n, embedding], L2-normalised, of the whole batch; row i of both belong
///                       together
torch::Tensor contrastive_loss(const torch::Tensor& text, const torch::Tensor& crystal,
                               std::int64_t first, std::int64_t rows, const ExcludedRows& excluded,
                               const LossParameters& parameters, const LossSettings& settings);

}  // namespace clasp
