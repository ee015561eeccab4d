// SPDX-License-Identifier: MIT
// A multilayer perceptron at inference, one vector at a time.
#pragma once

#include <cstdint>
#include <vector>

#include "core/model_file.h"

namespace clasp {

/// Applied to one vector, it takes as long as its weights take to come from memory: they are kept
/// in half precision where that loses nothing, as with model files that store halves.
class Mlp {
 public:
  /// @param layers  at least one
  explicit Mlp(std::vector<MlpLayer> layers);
  int in() const { return layers_.front().in; }
  int out() const { return layers_.back().out; }
  /// y = MLP(x); x has in() values.
  std::vector<float> operator()(std::vector<float> x) const;

 private:
  std::vector<MlpLayer> layers_;
  std::vector<std::vector<std::uint16_t>> halves_;  ///< [layers]: its weights, or none
};

}  // namespace clasp
