// SPDX-License-Identifier: MIT
// Contrastive losses over a batch of texts and crystals.
#pragma once

#include <torch/torch.h>

#include "train/settings.h"

namespace clasp {

/// Cross entropy over rows and over columns of the cosine matrix, averaged.
/// @param text, crystal  [n, embedding], L2-normalised; row i of both belong together
/// @param excluded       bool [n, n] by crystal and text, pairs that are no negatives; undefined:
/// none
/// @param log_scale      logarithm of the learned scale (InfoNCE); ignored by CosFace
torch::Tensor contrastive_loss(const torch::Tensor& text, const torch::Tensor& crystal,
                               const torch::Tensor& excluded, const torch::Tensor& log_scale,
                               const LossSettings& settings);

}  // namespace clasp
