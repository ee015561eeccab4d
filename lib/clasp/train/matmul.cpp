// SPDX-License-Identifier: MIT
#include "train/matmul.h"

#include <torch/torch.h>

namespace clasp {
namespace {

torch::Tensor share(const std::vector<float>& v, std::int64_t rows, std::int64_t cols) {
  return torch::from_blob(const_cast<float*>(v.data()), {rows, cols});
}

Matrix matrix_of(const torch::Tensor& t) {
  const torch::Tensor c = t.contiguous();
  Matrix m{static_cast<int>(c.size(0)), static_cast<int>(c.size(1)), {}};
  m.values.assign(c.data_ptr<float>(), c.data_ptr<float>() + c.numel());
  return m;
}

}  // namespace

Matrix multiply_transposed(const Matrix& a, const Matrix& b) {
  torch::NoGradGuard no_grad;
  return matrix_of(torch::mm(share(a.values, a.rows, a.cols), share(b.values, b.rows, b.cols).t()));
}

Matrix apply_mlp_to_rows(const std::vector<MlpLayer>& layers, const Matrix& x) {
  torch::NoGradGuard no_grad;
  torch::Tensor y = share(x.values, x.rows, x.cols);
  for (const auto& l : layers) {
    y = torch::addmm(share(l.bias, 1, l.out), y, share(l.weight, l.out, l.in).t());
    if (l.relu_before_norm) y = torch::relu(y);
    if (!l.scale.empty()) y = y * share(l.scale, 1, l.out) + share(l.shift, 1, l.out);
    if (l.relu_after_norm) y = torch::relu(y);
  }
  return matrix_of(y / y.norm(2, 1, true).clamp_min(1e-6));
}

}  // namespace clasp
