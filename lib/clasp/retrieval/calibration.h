// SPDX-License-Identifier: MIT
// From cosines to percentiles: how much of the reference set is less like the prompt than this
// structure.
#pragma once

#include <vector>

#include "core/model_file.h"

namespace clasp {

/// Sorted cosines of one prompt with the model's reference embeddings.
class Calibration {
 public:
  /// Throws Error if the model has no reference embeddings. `prompt` is an L2-normalised embedding.
  Calibration(const ModelFile& model, const float* prompt);
  explicit Calibration(std::vector<float> cosines);
  /// Percentage of reference crystals with a smaller cosine (ties count half), 0..100.
  double percentile(double cosine) const;
  /// Cosines of the reference crystals, ascending.
  const std::vector<float>& references() const { return sorted_; }

 private:
  std::vector<float> sorted_;
};

}  // namespace clasp
