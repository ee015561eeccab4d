// SPDX-License-Identifier: MIT
#include "encoder/cosine_gradient.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace clasp {
namespace {

constexpr double kLeastNorm = 1e-6;  // as in normalise()

/// What follows the product in a layer; `slope` becomes the derivative.
double activate(const MlpLayer& layer, int o, double value, double& slope) {
  slope = 1.0;
  const auto relu = [&] {
    if (value > 0.0) return;
    value = slope = 0.0;
  };
  if (layer.relu_before_norm) relu();
  if (!layer.scale.empty()) {
    value = layer.scale[o] * value + layer.shift[o];
    slope *= layer.scale[o];
  }
  if (layer.relu_after_norm) relu();
  return value;
}

}  // namespace

CosineGradient::CosineGradient(const std::vector<MlpLayer>& head, std::vector<double> mean)
    : head_(head), direction_(std::move(mean)) {
  for (const MlpLayer& layer : head_) {
    std::vector<double> y(layer.out), slope(layer.out);
    for (int o = 0; o < layer.out; ++o) {
      const float* w = layer.weight.data() + static_cast<std::size_t>(o) * layer.in;
      const double sum = std::inner_product(w, w + layer.in, direction_.begin(),
                                            static_cast<double>(layer.bias[o]));
      y[o] = activate(layer, o, sum, slope[o]);
    }
    direction_ = std::move(y);
    slopes_.push_back(std::move(slope));
  }
  norm_ =
      std::sqrt(std::inner_product(direction_.begin(), direction_.end(), direction_.begin(), 0.0));
  for (double& v : direction_) v /= std::max(norm_, kLeastNorm);
}

double CosineGradient::cosine(const float* prompt) const {
  return std::inner_product(direction_.begin(), direction_.end(), prompt, 0.0);
}

std::vector<double> CosineGradient::gradient(const float* prompt) const {
  // of the normalisation, then of the layers from last to first
  const double along = norm_ > kLeastNorm ? cosine(prompt) : 0.0;
  std::vector<double> g(direction_.size());
  for (std::size_t k = 0; k < g.size(); ++k)
    g[k] = (prompt[k] - along * direction_[k]) / std::max(norm_, kLeastNorm);
  for (std::size_t l = head_.size(); l-- > 0;) {
    const MlpLayer& layer = head_[l];
    std::vector<double> below(layer.in, 0.0);
    for (int o = 0; o < layer.out; ++o) {
      const double factor = g[o] * slopes_[l][o];
      if (factor == 0.0) continue;
      const float* w = layer.weight.data() + static_cast<std::size_t>(o) * layer.in;
      for (int i = 0; i < layer.in; ++i) below[i] += factor * w[i];
    }
    g = std::move(below);
  }
  return g;
}

}  // namespace clasp
