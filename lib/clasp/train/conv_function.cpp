// SPDX-License-Identifier: MIT
// Binds the fused convolution to autograd.
#include "train/conv_function.h"

#include <algorithm>

#include "train/sliced_conv.h"

namespace clasp {
namespace {

using torch::Tensor;
using torch::autograd::AutogradContext;
using torch::autograd::variable_list;

EdgeGraph view_of(const Tensor& neighbour, const Tensor& bin, const Tensor& part) {
  EdgeGraph graph;
  graph.atoms = static_cast<int>(neighbour.size(0));
  graph.places = static_cast<int>(neighbour.size(1));
  graph.neighbour = neighbour.data_ptr<std::int32_t>();
  graph.bin = bin.data_ptr<std::int16_t>();
  const auto* p = part.data_ptr<std::int64_t>();
  graph.part.assign(p, p + part.numel());
  return graph;
}

double unbiased(double n) {
  return n > 1 ? n / (n - 1) : 1.0;
}

/// A statistic of the batch as a tensor that shares its memory.
Tensor view_of(float* values, const Tensor& like) {
  return torch::from_blob(values, like.sizes());
}

Tensor statistics_tensor(const ConvStatistics& s) {
  Tensor t = torch::empty({static_cast<std::int64_t>(sizeof s)}, torch::kUInt8);
  std::memcpy(t.data_ptr(), &s, sizeof s);
  return t;
}

struct FusedConvolution : torch::autograd::Function<FusedConvolution> {
  static Tensor forward(AutogradContext* ctx, const Tensor& x, const Tensor& ab,
                        const Tensor& table, const Tensor& gamma1, const Tensor& beta1,
                        const Tensor& gamma2, const Tensor& beta2, const Tensor& mean1,
                        const Tensor& variance1, const Tensor& mean2, const Tensor& variance2,
                        const Tensor& neighbour, const Tensor& bin, const Tensor& part,
                        bool training, bool differentiable, std::int64_t pass_address) {
    const Pass& pass = *reinterpret_cast<const Pass*>(pass_address);
    const EdgeGraph graph = view_of(neighbour, bin, part);
    const ConvInput in = input(x, ab, table, gamma1, beta1, gamma2, beta2);
    Tensor message = torch::empty_like(x), out = torch::empty_like(x), slopes;
    if (differentiable) slopes = torch::empty({x.size(0), kSlopes});
    float* const slopes_data = differentiable ? slopes.data_ptr<float>() : nullptr;
    ConvStatistics s;
    s.fixed = !training;
    if (training) {
      edge_statistics(graph, in, *pass.ranks, s);
      sum_gates(graph, in, s, message.data_ptr<float>(), slopes_data);
      atom_statistics(graph, message.data_ptr<float>(), *pass.ranks, s);
      if (pass.track) {
        move_running(mean1, view_of(s.mean1, mean1), kNormMomentum);
        move_running(variance1, view_of(s.variance1, mean1) * unbiased(s.edges), kNormMomentum);
        move_running(mean2, view_of(s.mean2, mean2), kNormMomentum);
        move_running(variance2, view_of(s.variance2, mean2) * unbiased(s.atoms), kNormMomentum);
      }
    } else {
      std::copy_n(mean1.data_ptr<float>(), kGateFeatures, s.mean1);
      std::copy_n(variance1.data_ptr<float>(), kGateFeatures, s.variance1);
      std::copy_n(mean2.data_ptr<float>(), kAtomFeatures, s.mean2);
      std::copy_n(variance2.data_ptr<float>(), kAtomFeatures, s.variance2);
      sum_gates(graph, in, s, message.data_ptr<float>(), slopes_data);
    }
    update_atoms(graph, in, s, message.data_ptr<float>(), out.data_ptr<float>());
    ctx->save_for_backward({x, ab, table, gamma1, beta1, gamma2, beta2, neighbour, bin, part,
                            message, statistics_tensor(s), slopes});
    ctx->saved_data["pass"] = pass_address;
    return out;
  }

  static variable_list backward(AutogradContext* ctx, variable_list d_out) {
    const variable_list v = ctx->get_saved_variables();
    ConvStatistics s;
    std::memcpy(&s, v[11].data_ptr(), sizeof s);
    const Pass& pass = *reinterpret_cast<const Pass*>(ctx->saved_data["pass"].toInt());
    const Tensor d = d_out[0].contiguous();
    variable_list gradients(17);
    for (int k = 0; k < 7; ++k) gradients[k] = torch::empty_like(v[k]);
    const auto p = [&](int k) { return gradients[k].data_ptr<float>(); };
    conv_backward(view_of(v[7], v[8], v[9]), input(v[0], v[1], v[2], v[3], v[4], v[5], v[6]), s,
                  v[10].data_ptr<float>(), v[12].data_ptr<float>(), d.data_ptr<float>(),
                  *pass.ranks, {p(0), p(1), p(2), p(3), p(4), p(5), p(6)});
    return gradients;
  }

  static ConvInput input(const Tensor& x, const Tensor& ab, const Tensor& table,
                         const Tensor& gamma1, const Tensor& beta1, const Tensor& gamma2,
                         const Tensor& beta2) {
    return {x.data_ptr<float>(),      ab.data_ptr<float>(),
            table.data_ptr<float>(),  static_cast<int>(table.size(0)),
            gamma1.data_ptr<float>(), beta1.data_ptr<float>(),
            gamma2.data_ptr<float>(), beta2.data_ptr<float>()};
  }
};

struct MeanOverCrystals : torch::autograd::Function<MeanOverCrystals> {
  static Tensor forward(AutogradContext* ctx, const Tensor& x, const Tensor& crystal) {
    const std::int64_t n = crystal.numel() - 1, f = x.size(1);
    const auto* first = crystal.data_ptr<std::int64_t>();
    const auto* in = x.data_ptr<float>();
    Tensor mean = torch::empty({n, f});
    auto* out = mean.data_ptr<float>();
    std::vector<double> sum(f);
    for (std::int64_t c = 0; c < n; ++c) {
      std::fill(sum.begin(), sum.end(), 0.0);
      for (std::int64_t i = first[c]; i < first[c + 1]; ++i)
        for (std::int64_t k = 0; k < f; ++k) sum[k] += in[i * f + k];
      const auto atoms = static_cast<double>(first[c + 1] - first[c]);
      for (std::int64_t k = 0; k < f; ++k) out[c * f + k] = static_cast<float>(sum[k] / atoms);
    }
    ctx->save_for_backward({crystal});
    return mean;
  }

  static variable_list backward(AutogradContext* ctx, variable_list d_out) {
    const Tensor crystal = ctx->get_saved_variables()[0];
    const Tensor d = d_out[0].contiguous();
    const std::int64_t n = crystal.numel() - 1, f = d.size(1);
    const auto* first = crystal.data_ptr<std::int64_t>();
    Tensor dx = torch::empty({first[n], f});
    const auto* in = d.data_ptr<float>();
    auto* out = dx.data_ptr<float>();
    for (std::int64_t c = 0; c < n; ++c) {
      const float weight = 1.0f / static_cast<float>(first[c + 1] - first[c]);
      for (std::int64_t i = first[c]; i < first[c + 1]; ++i)
        for (std::int64_t k = 0; k < f; ++k) out[i * f + k] = weight * in[c * f + k];
    }
    return {dx, Tensor()};
  }
};

}  // namespace

Tensor convolution(const Tensor& x, const Tensor& ab, const Tensor& table, const ConvNorms& norms,
                   const GraphTensors& graph, bool training, const Pass& pass) {
  const bool fused = ab.is_cpu() && ab.scalar_type() == torch::kFloat32;
  return (fused ? fused_convolution(x, ab, table, norms, graph, training, pass)
                : sliced_convolution(x, ab, table, norms, graph, training, pass));
}

Tensor fused_convolution(const Tensor& x, const Tensor& ab, const Tensor& table,
                         const ConvNorms& norms, const GraphTensors& graph, bool training,
                         const Pass& pass) {
  return FusedConvolution::apply(x.contiguous(), ab.contiguous(), table.contiguous(), norms.gamma1,
                                 norms.beta1, norms.gamma2, norms.beta2, norms.mean1,
                                 norms.variance1, norms.mean2, norms.variance2, graph.neighbour,
                                 graph.bin, graph.part, training, torch::GradMode::is_enabled(),
                                 reinterpret_cast<std::int64_t>(&pass));
}

Tensor mean_over_crystals(const Tensor& x, const Tensor& crystal) {
  return x.is_cpu() ? MeanOverCrystals::apply(x.contiguous(), crystal) : mean_by_index(x, crystal);
}

}  // namespace clasp
