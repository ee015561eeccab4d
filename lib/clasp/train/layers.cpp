// SPDX-License-Identifier: MIT
#include "train/layers.h"

#include "train/fused_conv.h"
#include "train/hash.h"

namespace clasp {
namespace {

using torch::Tensor;
using torch::autograd::AutogradContext;
using torch::autograd::variable_list;

/// Column sums of a and b and the number of rows, over all ranks: double [2, features], rows.
std::pair<Tensor, double> column_sums(const Tensor& a, const Tensor& b, const RankGroup& ranks) {
  const std::int64_t features = a.size(1);
  const Tensor rows = torch::full({1}, static_cast<double>(a.size(0)), torch::kFloat64);
  Tensor sums =
      torch::cat({a.sum(0, false, torch::kFloat64), b.sum(0, false, torch::kFloat64), rows});
  ranks.sum(sums.data_ptr<double>(), static_cast<std::size_t>(sums.numel()));
  return {sums.narrow(0, 0, 2 * features).view({2, features}), sums[2 * features].item<double>()};
}

struct BatchNormFunction : torch::autograd::Function<BatchNormFunction> {
  static Tensor forward(AutogradContext* ctx, const Tensor& x, const Tensor& weight,
                        const Tensor& bias, const Tensor& running_mean, const Tensor& running_var,
                        std::int64_t pass_address) {
    const Pass& pass = *reinterpret_cast<const Pass*>(pass_address);
    const auto [sums, rows] = column_sums(x, x * x, *pass.ranks);
    const Tensor mean = sums[0] / rows;
    const Tensor variance = (sums[1] / rows - mean * mean).clamp_min(0.0);
    if (pass.track) {
      move_running(running_mean, mean, kNormMomentum);
      move_running(running_var, variance * (rows / std::max(1.0, rows - 1.0)), kNormMomentum);
    }
    const Tensor inverse = (variance + kBatchNormEps).rsqrt().to(torch::kFloat32);
    const Tensor unit = (x - mean.to(torch::kFloat32)) * inverse;
    ctx->save_for_backward({unit, weight, inverse});
    ctx->saved_data["pass"] = pass_address;
    return unit * weight + bias;
  }

  static variable_list backward(AutogradContext* ctx, variable_list d_out) {
    const variable_list v = ctx->get_saved_variables();
    const Pass& pass = *reinterpret_cast<const Pass*>(ctx->saved_data["pass"].toInt());
    const Tensor &unit = v[0], &weight = v[1], &inverse = v[2], d = d_out[0];
    const Tensor d_unit = d * unit;
    const auto [sums, rows] = column_sums(d, d_unit, *pass.ranks);
    const Tensor mean = (sums / rows).to(torch::kFloat32);
    return {weight * inverse * (d - mean[0] - unit * mean[1]),
            d_unit.sum(0),
            d.sum(0),
            Tensor(),
            Tensor(),
            Tensor()};
  }
};

}  // namespace

void move_running(const Tensor& running, const Tensor& batch, double momentum) {
  torch::NoGradGuard no_grad;
  running.add_(batch.to(torch::kFloat32) - running, momentum);
}

GroupBatchNormImpl::GroupBatchNormImpl(std::int64_t features, const Pass& shared)
    : weight(register_parameter("weight", torch::ones({features}))),
      bias(register_parameter("bias", torch::zeros({features}))),
      running_mean(register_buffer("running_mean", torch::zeros({features}))),
      running_var(register_buffer("running_var", torch::ones({features}))),
      pass(&shared) {}

Tensor GroupBatchNormImpl::forward(const Tensor& x) {
  if (is_training())
    return BatchNormFunction::apply(x, weight, bias, running_mean, running_var,
                                    reinterpret_cast<std::int64_t>(pass));
  const Tensor scale = weight * (running_var + kBatchNormEps).rsqrt();
  return x * scale + (bias - running_mean * scale);
}

RowDropoutImpl::RowDropoutImpl(double p, std::uint64_t number, const Pass& shared)
    : chance(p), layer(number), pass(&shared) {}

Tensor RowDropoutImpl::forward(const Tensor& x) {
  if (!is_training() || chance == 0.0) return x;
  const std::int64_t rows = x.size(0), features = x.size(1);
  const auto kept = static_cast<float>(chance < 1.0 ? 1.0 / (1.0 - chance) : 0.0);
  Tensor mask = torch::empty({rows, features});
  auto* m = mask.data_ptr<float>();
  for (std::int64_t i = 0; i < rows; ++i) {
    Rng rng(mix(mix(pass->seed, layer), static_cast<std::uint64_t>(pass->first_row + i)));
    for (std::int64_t k = 0; k < features; ++k)
      m[i * features + k] = rng.uniform() < chance ? 0.0f : kept;
  }
  return x * mask;
}

}  // namespace clasp
