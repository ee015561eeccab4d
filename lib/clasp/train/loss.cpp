// SPDX-License-Identifier: MIT
// Contrastive losses.
#include "train/loss.h"

#include <cmath>
#include <limits>

namespace clasp {

using torch::Tensor;

Tensor contrastive_loss(const Tensor& text, const Tensor& crystal, const Tensor& excluded,
                        const Tensor& log_scale, const LossSettings& settings) {
  const std::int64_t n = text.size(0);
  Tensor cosine = torch::mm(crystal, text.t());
  if (settings.margin != 0.0) cosine = cosine - settings.margin * torch::eye(n);
  Tensor logits = settings.kind == LossKind::kInfoNce
                      ? cosine * log_scale.clamp_max(std::log(settings.max_scale)).exp()
                      : cosine * settings.scale;
  if (excluded.defined())
    logits = logits.masked_fill(excluded, -std::numeric_limits<float>::infinity());
  const Tensor pair = torch::arange(n, torch::kInt64);
  return 0.5 *
         (torch::cross_entropy_loss(logits, pair) + torch::cross_entropy_loss(logits.t(), pair));
}

}  // namespace clasp
