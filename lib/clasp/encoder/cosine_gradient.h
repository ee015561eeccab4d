// SPDX-License-Identifier: MIT
// How cosines with prompts change with the pooled atom features: the head in reverse.
#pragma once

#include <vector>

#include "core/model_file.h"

namespace clasp {

/// The head at one point, ready to be differentiated. In double precision.
class CosineGradient {
 public:
  /// @param head  layers that outlive this object
  /// @param mean  pooled features, head.front().in values
  CosineGradient(const std::vector<MlpLayer>& head, std::vector<double> mean);
  /// Cosine of the L2-normalised head output with a prompt's embedding.
  double cosine(const float* prompt) const;
  /// Its gradient with respect to the mean. A ReLU at exactly zero counts as off.
  std::vector<double> gradient(const float* prompt) const;

 private:
  const std::vector<MlpLayer>& head_;
  std::vector<std::vector<double>> slopes_;  ///< per layer: d output / d (W x + b)
  std::vector<double> direction_;            ///< the output, L2-normalised
  double norm_ = 0.0;
};

}  // namespace clasp
