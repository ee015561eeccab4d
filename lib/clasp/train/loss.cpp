// SPDX-License-Identifier: MIT
// Contrastive losses.
#include "train/loss.h"

#include <cmath>
#include <limits>

namespace clasp {
namespace {

using torch::Tensor;

/// cos(theta + m) for cosines of true pairs; arc cosine has no gradient at its ends.
Tensor add_angle(const Tensor& cosine, double m) {
  constexpr double kEnd = 1.0 - 1e-6;
  const Tensor c = cosine.clamp(-kEnd, kEnd);
  const Tensor turned = c * std::cos(m) - (1.0 - c * c).sqrt() * std::sin(m);
  return torch::where(c > std::cos(3.141592653589793 - m), turned, cosine - m * std::sin(m));
}

Tensor scale_of(const LossParameters& parameters, const LossSettings& settings) {
  return parameters.log_scale.clamp_max(std::log(settings.max_scale)).exp();
}

/// Logits of a block of rows against the whole batch; `pair` is the column of each row's own.
Tensor logits_of(const Tensor& rows, const Tensor& all, const Tensor& pair,
                 const LossParameters& parameters, const LossSettings& settings) {
  Tensor cosine = torch::mm(rows, all.t());
  if (settings.kind == LossKind::kSigLip)
    return cosine * scale_of(parameters, settings) + parameters.bias;
  if (settings.margin != 0.0) {
    const Tensor own = cosine.gather(1, pair.unsqueeze(1));
    const Tensor moved = settings.kind == LossKind::kArcFace ? add_angle(own, settings.margin)
                                                             : own - settings.margin;
    cosine = cosine.scatter(1, pair.unsqueeze(1), moved);
  }
  return learns_scale(settings.kind) ? cosine * scale_of(parameters, settings)
                                     : cosine * settings.scale;
}

Tensor cross_entropy(Tensor logits, const Tensor& pair, const Tensor& excluded) {
  if (excluded.defined())
    logits = logits.masked_fill(excluded, -std::numeric_limits<float>::infinity());
  return (logits.logsumexp(1) - logits.gather(1, pair.unsqueeze(1)).squeeze(1)).sum();
}

Tensor pairwise_sigmoid(const Tensor& logits, const Tensor& pair, const Tensor& excluded) {
  const Tensor sign = torch::full_like(logits, -1.0).scatter(1, pair.unsqueeze(1), 1.0);
  const Tensor each = -torch::log_sigmoid(sign * logits);
  return (excluded.defined() ? each.masked_fill(excluded, 0.0) : each).sum();
}

}  // namespace

bool learns_scale(LossKind kind) {
  return kind == LossKind::kInfoNce || kind == LossKind::kSigLip;
}

Tensor contrastive_loss(const Tensor& text, const Tensor& crystal, std::int64_t first,
                        std::int64_t rows, const ExcludedRows& excluded,
                        const LossParameters& parameters, const LossSettings& settings) {
  const auto n = static_cast<double>(text.size(0));
  const Tensor pair =
      torch::arange(first, first + rows, text.options().dtype(torch::kInt64).requires_grad(false));
  const Tensor own_crystals = crystal.narrow(0, first, rows);
  const Tensor by_crystal = logits_of(own_crystals, text, pair, parameters, settings);
  if (settings.kind == LossKind::kSigLip)
    return pairwise_sigmoid(by_crystal, pair, excluded.of_crystals) / n;
  const Tensor own_texts = text.narrow(0, first, rows);
  const Tensor by_text = logits_of(own_texts, crystal, pair, parameters, settings);
  return (cross_entropy(by_crystal, pair, excluded.of_crystals) +
          cross_entropy(by_text, pair, excluded.of_texts)) /
         (2.0 * n);
}

}  // namespace clasp
