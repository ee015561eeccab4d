// SPDX-License-Identifier: MIT
// The convolution slice by slice.
//
// Notation as in fused_conv.h: z_ij = A_i + B_j + T_bin, u = (z - mean) / deviation, y = gamma u +
// beta. With means over all edges of all ranks,
//   dL/dz = gamma / deviation (dL/dy - mean(dL/dy) - u mean(u dL/dy)).
#include "train/sliced_conv.h"

#include <algorithm>

namespace clasp {
namespace {

using torch::Tensor;
using torch::autograd::AutogradContext;
using torch::autograd::variable_list;

/// The edges of some consecutive atoms; values at missing places mean nothing.
struct EdgeSlice {
  std::int64_t begin, atoms;
  Tensor values;          ///< [atoms, places, 128]
  Tensor present;         ///< [atoms, places, 1]: 1, or 0 at missing places
  Tensor neighbour, bin;  ///< [atoms * places] rows
};

/// Sums of a row per centre, one per neighbour and one per distance bin.
struct Edges {
  Tensor centre, other, table;  ///< [atoms, 128], [atoms, 128], [bins, 128]
  Tensor neighbour, bin;        ///< as in GraphTensors
  std::int64_t slice;

  /// scale * value + shift for every edge, in the same precision.
  Edges affine(const Tensor& scale, const Tensor& shift) const {
    const auto type = table.scalar_type();
    return {(centre * scale + shift).to(type),
            (other * scale).to(type),
            (table * scale).to(type),
            neighbour,
            bin,
            slice};
  }

  template <class Work>
  void for_each_slice(const Work& work) const {
    const std::int64_t all = neighbour.size(0), places = neighbour.size(1);
    for (std::int64_t begin = 0; begin < all; begin += slice) {
      EdgeSlice s;
      s.begin = begin;
      s.atoms = std::min(slice, all - begin);
      const Tensor row = neighbour.narrow(0, begin, s.atoms).reshape({-1});
      s.neighbour = row.clamp_min(0);
      s.bin = bin.narrow(0, begin, s.atoms).reshape({-1}).to(torch::kInt32);
      s.present = row.ge(0).to(table.scalar_type()).view({s.atoms, places, 1});
      s.values = other.index_select(0, s.neighbour)
                     .add_(table.index_select(0, s.bin))
                     .view({s.atoms, places, -1})
                     .add_(centre.narrow(0, begin, s.atoms).unsqueeze(1));
      work(s);
    }
  }
};

Edges edges_of(const Tensor& ab, const Tensor& table, const Tensor& neighbour, const Tensor& bin,
               std::int64_t slice) {
  return {ab.narrow(1, 0, kGateFeatures),
          ab.narrow(1, kGateFeatures, kGateFeatures),
          table,
          neighbour,
          bin,
          slice};
}

/// Sums over a slice's edges for means_over_ranks(); a and b are 0 at missing places.
Tensor sums_of(const EdgeSlice& s, const Tensor& a, const Tensor& b) {
  const auto sum = [](const Tensor& t) {
    return t.sum(torch::IntArrayRef({0, 1}), false, torch::kFloat64);
  };
  return torch::cat({sum(a), sum(b), sum(s.present)});
}

Tensor no_sums(const Tensor& like) {
  return torch::zeros({2 * kGateFeatures + 1}, like.options().dtype(torch::kFloat64));
}

/// dL/dy of a slice, 0 at missing places, given dL/dmessage [all atoms, 64].
Tensor gate_gradient(const EdgeSlice& s, const Tensor& gamma, const Tensor& beta, const Tensor& d) {
  const auto y = (s.values * gamma + beta).chunk(2, 2);
  const Tensor own = d.narrow(0, s.begin, s.atoms).unsqueeze(1) * s.present;
  const Tensor open = torch::sigmoid(y[0]);
  return torch::cat({torch::softplus(y[1]).mul_(open).mul_(1 - open).mul_(own),
                     torch::sigmoid(y[1]).mul_(open).mul_(own)},
                    2);
}

/// [atoms, 64]: the sums over places of sigmoid(y) softplus(y).
struct EdgeMessages : torch::autograd::Function<EdgeMessages> {
  static Tensor forward(AutogradContext* ctx, const Tensor& ab, const Tensor& table,
                        const Tensor& gamma, const Tensor& beta, const Tensor& running_mean,
                        const Tensor& running_var, const Tensor& neighbour, const Tensor& bin,
                        std::int64_t slice, bool training, std::int64_t pass_address) {
    const Pass& pass = *reinterpret_cast<const Pass*>(pass_address);
    const Edges edges = edges_of(ab, table, neighbour, bin, slice);
    ColumnMoments moments{running_mean.clone(), running_var.clone()};
    if (training) {
      Tensor sums = no_sums(gamma);
      edges.for_each_slice([&](const EdgeSlice& s) {
        const Tensor z = s.values * s.present;
        sums += sums_of(s, z, z * z);
      });
      moments = moments_of_batch(sums, running_mean, running_var, pass);
    }
    const Tensor inverse = (moments.variance + kBatchNormEps).rsqrt().to(torch::kFloat32);
    const Tensor mean = moments.mean.to(torch::kFloat32), scale = gamma * inverse;
    Tensor message = torch::empty({ab.size(0), kAtomFeatures}, gamma.options());
    edges.affine(scale, beta - mean * scale).for_each_slice([&](const EdgeSlice& s) {
      const auto y = s.values.chunk(2, 2);
      const Tensor gates = torch::softplus(y[1]).mul_(torch::sigmoid(y[0])).mul_(s.present);
      message.narrow(0, s.begin, s.atoms).copy_(gates.sum(1, false, torch::kFloat32));
    });
    ctx->save_for_backward({ab, table, gamma, beta, neighbour, bin, mean, inverse});
    ctx->saved_data["slice"] = slice;
    ctx->saved_data["training"] = training;
    ctx->saved_data["pass"] = pass_address;
    return message;
  }

  static variable_list backward(AutogradContext* ctx, variable_list d_out) {
    const variable_list v = ctx->get_saved_variables();
    const Tensor &ab = v[0], &table = v[1], &mean = v[6], &inverse = v[7];
    const Pass& pass = *reinterpret_cast<const Pass*>(ctx->saved_data["pass"].toInt());
    const auto type = table.scalar_type();
    const Tensor gamma = v[2].to(type), beta = v[3].to(type), d = d_out[0].to(type);
    const Edges unit = edges_of(ab, table, v[4], v[5], ctx->saved_data["slice"].toInt())
                           .affine(inverse, -mean * inverse);
    Tensor sums = no_sums(mean);
    unit.for_each_slice([&](const EdgeSlice& s) {
      const Tensor dy = gate_gradient(s, gamma, beta, d);
      sums += sums_of(s, dy, dy * s.values);
    });
    const Tensor d_norm = sums.narrow(0, 0, 2 * kGateFeatures).to(torch::kFloat32).view({2, -1});
    Tensor means = torch::zeros_like(d_norm);
    if (ctx->saved_data["training"].toBool())
      means = means_over_ranks(sums, *pass.ranks).first.to(torch::kFloat32);
    means = means.to(type);
    const Tensor scale = (v[2] * inverse).to(type);
    Tensor d_ab = torch::zeros(ab.sizes(), mean.options());
    Tensor d_table = torch::zeros(table.sizes(), mean.options());
    unit.for_each_slice([&](const EdgeSlice& s) {
      const Tensor dz = gate_gradient(s, gamma, beta, d)
                            .sub_((s.values * means[1]).add_(means[0]).mul_(s.present))
                            .mul_(scale);
      d_ab.narrow(0, s.begin, s.atoms)
          .narrow(1, 0, kGateFeatures)
          .copy_(dz.sum(1, false, torch::kFloat32));
      const Tensor rows = dz.view({-1, kGateFeatures}).to(torch::kFloat32);
      d_ab.narrow(1, kGateFeatures, kGateFeatures).index_add_(0, s.neighbour, rows);
      d_table.index_add_(0, s.bin, rows);
    });
    variable_list gradients(11);
    gradients[0] = d_ab.to(type);
    gradients[1] = d_table.to(type);
    gradients[2] = d_norm[1];
    gradients[3] = d_norm[0];
    return gradients;
  }
};

}  // namespace

Tensor sliced_convolution(const Tensor& x, const Tensor& ab, const Tensor& table,
                          const ConvNorms& norms, const GraphTensors& graph, bool training,
                          const Pass& pass, std::int64_t slice) {
  const c10::impl::ExcludeDispatchKeyGuard as_they_are(c10::autocast_dispatch_keyset);
  const Tensor message = EdgeMessages::apply(ab, table, norms.gamma1, norms.beta1, norms.mean1,
                                             norms.variance1, graph.neighbour, graph.bin, slice,
                                             training, reinterpret_cast<std::int64_t>(&pass));
  return torch::softplus(x + group_batch_norm(message, norms.gamma2, norms.beta2, norms.mean2,
                                              norms.variance2, training, pass));
}

Tensor mean_by_index(const Tensor& x, const Tensor& crystal) {
  const Tensor atoms = crystal.diff();
  const Tensor row = torch::repeat_interleave(atoms);
  return torch::zeros({atoms.size(0), x.size(1)}, x.options()).index_add(0, row, x) /
         atoms.unsqueeze(1);
}

}  // namespace clasp
