// SPDX-License-Identifier: MIT
#include "text/activation.h"

#include <cmath>

#include "core/error.h"
#include "text/loops.h"

namespace clasp {
namespace {

/// The approximation of gelu by tanh: Hendrycks, Gimpel, arXiv:1606.08415.
void gelu_tanh(float* x, std::size_t n) {
  for (float* const end = x + n; x != end; ++x)
    *x = 0.5F * *x * (1.0F + std::tanh(0.79788456F * (*x + 0.044715F * *x * *x * *x)));
}

void relu(float* x, std::size_t n) {
  for (float* const end = x + n; x != end; ++x) *x = *x > 0.0F ? *x : 0.0F;
}

}  // namespace

Activation find_activation(const std::string& name, const std::string& file) {
  if (name == "gelu") return text_loops().gelu;
  if (name == "gelu_new" || name == "gelu_pytorch_tanh") return gelu_tanh;
  if (name == "relu") return relu;
  throw Error(file, "hidden_act", "is \"" + name + "\"",
              "only gelu, gelu_new, gelu_pytorch_tanh and relu work");
}

}  // namespace clasp
