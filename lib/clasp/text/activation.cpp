// SPDX-License-Identifier: MIT
#include "text/activation.h"

#include <cmath>

#include "core/error.h"

namespace clasp {
namespace {

/// x * Phi(x): Hendrycks, Gimpel, arXiv:1606.08415.
void gelu(std::vector<float>& x) {
  for (float& v : x) v = 0.5F * v * (1.0F + std::erf(v * 0.70710678F));
}

/// The same paper's approximation by tanh.
void gelu_tanh(std::vector<float>& x) {
  for (float& v : x) v = 0.5F * v * (1.0F + std::tanh(0.79788456F * (v + 0.044715F * v * v * v)));
}

void relu(std::vector<float>& x) {
  for (float& v : x) v = v > 0.0F ? v : 0.0F;
}

}  // namespace

Activation find_activation(const std::string& name, const std::string& file) {
  if (name == "gelu") return gelu;
  if (name == "gelu_new" || name == "gelu_pytorch_tanh") return gelu_tanh;
  if (name == "relu") return relu;
  throw Error(file, "hidden_act", "is \"" + name + "\"",
              "only gelu, gelu_new, gelu_pytorch_tanh and relu work");
}

}  // namespace clasp
