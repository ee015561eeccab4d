// SPDX-License-Identifier: MIT
// Multilayer perceptrons at inference, one vector at a time.
#include "core/clones.h"
#include "core/model_file.h"

namespace clasp {
namespace {

constexpr int kPartialSums = 32;  // independent sums, which a compiler keeps in vector registers

CLASP_CLONES
float dot_product(const float* a, const float* b, int n) {
  float partial[kPartialSums] = {};
  int i = 0;
  for (; i + kPartialSums <= n; i += kPartialSums)
    for (int k = 0; k < kPartialSums; ++k) partial[k] += a[i + k] * b[i + k];
  double sum = 0.0;
  for (; i < n; ++i) sum += static_cast<double>(a[i]) * b[i];
  for (const float p : partial) sum += p;
  return static_cast<float>(sum);
}

float relu(float v) {
  return v > 0.0F ? v : 0.0F;
}

}  // namespace

std::vector<float> apply_mlp(const std::vector<MlpLayer>& layers, std::vector<float> x) {
  for (const MlpLayer& layer : layers) {
    std::vector<float> y(layer.out);
    for (int o = 0; o < layer.out; ++o) {
      const float* w = layer.weight.data() + static_cast<std::size_t>(o) * layer.in;
      float value = layer.bias[o] + dot_product(w, x.data(), layer.in);
      if (layer.relu_before_norm) value = relu(value);
      if (!layer.scale.empty()) value = layer.scale[o] * value + layer.shift[o];
      if (layer.relu_after_norm) value = relu(value);
      y[o] = value;
    }
    x = std::move(y);
  }
  return x;
}

}  // namespace clasp
