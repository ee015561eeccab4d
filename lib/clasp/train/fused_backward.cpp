// SPDX-License-Identifier: MIT
// Backward sweep of the fused convolution.
//
// With s = scale of bn1, E edges, and sums over all edges S1 = sum dy, S2 = sum dy zhat:
//   dL/dz = s (dy - S1 / E - zhat S2 / E),
// where dy_ij = dL/dm_i g_ij, so that S1 and S2 follow from sums by atom of the forward sweep.
#include <algorithm>

#include "train/fused_conv.h"
#include "train/fused_detail.h"
#include "train/gate.h"
#include "train/parts.h"

namespace clasp {
namespace {

/// Column sums of dL/dy and of dL/dy * v for a batch norm y = bn(v).
template <int N>
struct NormSums {
  double dy[N] = {}, dyv[N] = {};
};

/// Gradients of the weights of a batch norm from the sums of this rank's rows.
template <int N>
void norm_weights(const NormSums<N>& sums, const Affine<N>& bn, const float* mean, float* d_gamma,
                  float* d_beta) {
  for (int k = 0; k < N; ++k) {
    d_beta[k] = static_cast<float>(sums.dy[k]);
    d_gamma[k] = static_cast<float>((sums.dyv[k] - mean[k] * sums.dy[k]) * bn.inverse[k]);
  }
}

/// dL/dv = p * dL/dy + q * v + r, the gradient of a batch norm over `count` rows of all ranks.
template <int N>
struct NormGradient {
  float p[N], q[N] = {}, r[N] = {};

  NormGradient(NormSums<N> sums, const Affine<N>& bn, const float* mean, double count, bool fixed,
               const RankGroup& ranks) {
    std::copy(bn.scale, bn.scale + N, p);
    if (fixed) return;
    ranks.sum(sums.dy, N);
    ranks.sum(sums.dyv, N);
    const double rows = std::max(1.0, count);
    for (int k = 0; k < N; ++k) {
      const double d_gamma = (sums.dyv[k] - mean[k] * sums.dy[k]) * bn.inverse[k];
      q[k] = static_cast<float>(-bn.scale[k] * bn.inverse[k] * d_gamma / rows);
      r[k] = static_cast<float>(-bn.scale[k] * sums.dy[k] / rows - q[k] * double{mean[k]});
    }
  }
};

using AtomSums = NormSums<kAtomFeatures>;
using EdgeSums = NormSums<kGateFeatures>;
using EdgeNorm = Affine<kGateFeatures>;
using MessageGradient = NormGradient<kAtomFeatures>;
using EdgeGradient = NormGradient<kGateFeatures>;

template <int N>
NormSums<N> total(const std::vector<NormSums<N>>& parts) {
  NormSums<N> sums;
  for (const auto& part : parts)
    for (int k = 0; k < N; ++k) {
      sums.dy[k] += part.dy[k];
      sums.dyv[k] += part.dyv[k];
    }
  return sums;
}

/// Writes dL/dx to d_x, which is dL/d(bn2 output) too; returns its column sums.
AtomSums atom_backward(const ConvInput& in, const Affine<kAtomFeatures>& bn2, std::int64_t begin,
                       std::int64_t end, const float* message, const float* d_out, float* d_x) {
  AtomSums sums;
  for (std::int64_t i = begin; i < end; ++i) {
    const std::int64_t row = i * kAtomFeatures;
    float d[kAtomFeatures];
    for (int k = 0; k < kAtomFeatures; ++k)
      d[k] =
          d_out[row + k] * sigmoid(in.x[row + k] + message[row + k] * bn2.scale[k] + bn2.shift[k]);
    for (int k = 0; k < kAtomFeatures; ++k) {
      d_x[row + k] = d[k];
      sums.dy[k] += d[k];
      sums.dyv[k] += static_cast<double>(d[k]) * message[row + k];
    }
  }
  return sums;
}

/// Writes dL/dm to d_m; returns the sums over the edges of atoms begin..end-1 of dy and dy z.
EdgeSums message_backward(const MessageGradient& dm, std::int64_t begin, std::int64_t end,
                          const float* message, const float* slopes, const float* d_x, float* d_m) {
  EdgeSums sums;
  for (std::int64_t i = begin; i < end; ++i) {
    const float* __restrict slope = slopes + i * kSlopes;
    for (int k = 0; k < kAtomFeatures; ++k) {
      const std::int64_t at = i * kAtomFeatures + k;
      d_m[at] = dm.p[k] * d_x[at] + dm.q[k] * message[at] + dm.r[k];
    }
    for (int k = 0; k < kGateFeatures; ++k) {
      const double d = d_m[i * kAtomFeatures + k % kAtomFeatures];
      sums.dy[k] += d * slope[k];
      sums.dyv[k] += d * slope[kGateFeatures + k];
    }
  }
  return sums;
}

/// The sweep: for every edge of atom i recompute the gate and add dL/dz to the rows it came from.
void edge_backward(const EdgeGraph& graph, const ConvInput& in, const EdgeNorm& bn1,
                   const EdgeGradient& dz, std::int64_t i, const float* __restrict d_m,
                   float* __restrict d_ab, float* __restrict d_table) {
  const int edges = graph.edges_of(i);
  for (int first = 0; first < kAtomFeatures; first += kLanes) {
    float f_own[kLanes] = {}, c_own[kLanes] = {};
    for (int m = 0; m < edges; ++m) {
      const auto [a, b, t] = EdgeRows(graph, in, i, m);
      float* __restrict d_neighbour = d_ab + (b - in.ab);
      float* __restrict d_bin = d_table + (t - in.table);
      for (int n = 0; n < kLanes; ++n) {
        const int f = first + n, c = f + kAtomFeatures;
        const float zf = a[f] + b[f] + t[f], zc = a[c] + b[c] + t[c];
        const GateSlopes g =
            gate_slopes(zf * bn1.scale[f] + bn1.shift[f], zc * bn1.scale[c] + bn1.shift[c]);
        const float df = dz.p[f] * d_m[f] * g.by_filter + dz.q[f] * zf + dz.r[f];
        const float dc = dz.p[c] * d_m[f] * g.by_core + dz.q[c] * zc + dz.r[c];
        f_own[n] += df;
        c_own[n] += dc;
        d_neighbour[f] += df;
        d_neighbour[c] += dc;
        d_bin[f] += df;
        d_bin[c] += dc;
      }
    }
    std::copy_n(f_own, kLanes, d_ab + i * 2 * kGateFeatures + first);
    std::copy_n(c_own, kLanes, d_ab + i * 2 * kGateFeatures + kAtomFeatures + first);
  }
}

}  // namespace

void conv_backward(const EdgeGraph& graph, const ConvInput& in, const ConvStatistics& statistics,
                   const float* message, const float* slopes, const float* d_out,
                   const RankGroup& ranks, const ConvGradients& gradients) {
  const EdgeNorm bn1(statistics.mean1, statistics.variance1, in.gamma1, in.beta1);
  const Affine<kAtomFeatures> bn2(statistics.mean2, statistics.variance2, in.gamma2, in.beta2);
  const int parts = graph.parts();

  std::vector<AtomSums> atom_sums(parts);
  for_each_part(parts, [&](int p) {
    atom_sums[p] =
        atom_backward(in, bn2, graph.part[p], graph.part[p + 1], message, d_out, gradients.x);
  });
  const AtomSums atoms = total(atom_sums);
  norm_weights(atoms, bn2, statistics.mean2, gradients.gamma2, gradients.beta2);
  const MessageGradient dm(atoms, bn2, statistics.mean2, statistics.atoms, statistics.fixed, ranks);

  std::vector<float> d_m(static_cast<std::size_t>(graph.atoms) * kAtomFeatures);
  std::vector<EdgeSums> edge_sums(parts);
  for_each_part(parts, [&](int p) {
    edge_sums[p] = message_backward(dm, graph.part[p], graph.part[p + 1], message, slopes,
                                    gradients.x, d_m.data());
  });
  const EdgeSums edges = total(edge_sums);
  norm_weights(edges, bn1, statistics.mean1, gradients.gamma1, gradients.beta1);
  const EdgeGradient dz(edges, bn1, statistics.mean1, statistics.edges, statistics.fixed, ranks);

  const std::size_t table = static_cast<std::size_t>(in.bins) * kGateFeatures;
  std::vector<std::vector<float>> d_table(parts);
  for_each_part(parts, [&](int p) {
    d_table[p].resize(table);
    const std::int64_t begin = graph.part[p], end = graph.part[p + 1];
    std::fill(gradients.ab + begin * 2 * kGateFeatures, gradients.ab + end * 2 * kGateFeatures,
              0.0f);
    for (std::int64_t i = begin; i < end; ++i)
      edge_backward(graph, in, bn1, dz, i, d_m.data() + i * kAtomFeatures, gradients.ab,
                    d_table[p].data());
  });
  std::fill_n(gradients.table, table, 0.0f);
  for (const auto& part : d_table)
    for (std::size_t k = 0; k < table; ++k) gradients.table[k] += part[k];
}

}  // namespace clasp
