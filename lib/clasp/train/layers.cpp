// SPDX-License-Identifier: MIT
#include "train/layers.h"

#include "core/hash.h"
#include "train/fused_conv.h"

namespace clasp {
namespace {

using torch::Tensor;
using torch::autograd::AutogradContext;
using torch::autograd::variable_list;

/// Sums over rows for means_over_ranks().
Tensor column_sums(const Tensor& a, const Tensor& b) {
  const Tensor rows =
      torch::full({1}, static_cast<double>(a.size(0)), a.options().dtype(torch::kFloat64));
  return torch::cat({a.sum(0, false, torch::kFloat64), b.sum(0, false, torch::kFloat64), rows});
}

struct BatchNormFunction : torch::autograd::Function<BatchNormFunction> {
  static Tensor forward(AutogradContext* ctx, const Tensor& x, const Tensor& weight,
                        const Tensor& bias, const Tensor& running_mean, const Tensor& running_var,
                        std::int64_t pass_address) {
    const Pass& pass = *reinterpret_cast<const Pass*>(pass_address);
    const auto [mean, variance] =
        moments_of_batch(column_sums(x, x * x), running_mean, running_var, pass);
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
    const Tensor mean =
        means_over_ranks(column_sums(d, d_unit), *pass.ranks).first.to(torch::kFloat32);
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

std::pair<Tensor, double> means_over_ranks(const Tensor& sums, const RankGroup& ranks) {
  const Tensor all = sums.clone();
  ranks.sum(all);
  const std::int64_t n = all.numel() - 1;
  const auto rows = all[n].item<double>();
  return {all.narrow(0, 0, n).view({2, n / 2}) / std::max(1.0, rows), rows};
}

ColumnMoments moments_of_batch(const Tensor& sums, const Tensor& running_mean,
                               const Tensor& running_var, const Pass& pass) {
  const auto [means, rows] = means_over_ranks(sums, *pass.ranks);
  const Tensor mean = means[0], variance = (means[1] - mean * mean).clamp_min(0.0);
  if (pass.track) {
    move_running(running_mean, mean, kNormMomentum);
    move_running(running_var, variance * (rows / std::max(1.0, rows - 1.0)), kNormMomentum);
  }
  return {mean, variance};
}

Tensor group_batch_norm(const Tensor& any, const Tensor& weight, const Tensor& bias,
                        const Tensor& running_mean, const Tensor& running_var, bool training,
                        const Pass& pass) {
  const Tensor x = any.to(torch::kFloat32);
  if (training)
    return BatchNormFunction::apply(x, weight, bias, running_mean, running_var,
                                    reinterpret_cast<std::int64_t>(&pass));
  const Tensor scale = weight * (running_var + kBatchNormEps).rsqrt();
  return x * scale + (bias - running_mean * scale);
}

GroupBatchNormImpl::GroupBatchNormImpl(std::int64_t features, const Pass& shared)
    : weight(register_parameter("weight", torch::ones({features}))),
      bias(register_parameter("bias", torch::zeros({features}))),
      running_mean(register_buffer("running_mean", torch::zeros({features}))),
      running_var(register_buffer("running_var", torch::ones({features}))),
      pass(&shared) {}

Tensor GroupBatchNormImpl::forward(const Tensor& x) {
  return group_batch_norm(x, weight, bias, running_mean, running_var, is_training(), *pass);
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
  return x * mask.to(x.device());
}

}  // namespace clasp
