// SPDX-License-Identifier: MIT
// Backward sweep of the fused convolution.
//
// With s = scale of bn1, E edges, and sums over all edges S1 = sum dy, S2 = sum dy zhat:
//   dL/dz = s (dy - S1 / E - zhat S2 / E).
// Everything but dy is linear in z, so per atom, per neighbour and per distance bin it is enough to
// know the sums of dy, of z, and the number of edges; S1 and S2 follow from the same sums.
#include <algorithm>

#include "train/fused_conv.h"
#include "train/fused_detail.h"
#include "train/gate.h"
#include "train/parts.h"

namespace clasp {
namespace {

constexpr int kPair = 2 * kGateFeatures;  // sums of dy, then sums of z

/// Sums of dy, of z, and edge counts of rows (atoms as centres, atoms as neighbours, or distance
/// bins).
struct RowSums {
  std::vector<float> pair;
  std::vector<float> count;
  explicit RowSums(std::size_t rows) : pair(rows * kPair), count(rows) {}
};

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

/// The sweep: for every edge of atoms begin..end-1 recompute the gate and scatter dy and z.
void edge_backward(const EdgeGraph& graph, const ConvInput& in, const Affine<kGateFeatures>& bn1,
                   const MessageGradient& dm, std::int64_t begin, std::int64_t end,
                   const float* message, const float* d_x, RowSums& centre, RowSums& neighbour,
                   RowSums& bins) {
  for (std::int64_t i = begin; i < end; ++i) {
    const float* __restrict a = in.ab + i * kPair;
    float d[kAtomFeatures];
    for (int k = 0; k < kAtomFeatures; ++k)
      d[k] =
          dm.p[k] * d_x[i * kAtomFeatures + k] + dm.q[k] * message[i * kAtomFeatures + k] + dm.r[k];
    float* __restrict own = centre.pair.data() + i * kPair;
    int m = 0;
    for (; m < graph.places; ++m) {
      const std::int64_t j = graph.neighbour[i * graph.places + m];
      if (j < 0) break;
      const std::int64_t bin = graph.bin[i * graph.places + m];
      const float* __restrict b = in.ab + j * kPair + kGateFeatures;
      const float* __restrict t = in.table + bin * kGateFeatures;
      float sums[kPair];  // dy | z
      for (int k = 0; k < kAtomFeatures; ++k) {
        const int c = k + kAtomFeatures;
        const float zf = a[k] + b[k] + t[k], zc = a[c] + b[c] + t[c];
        const GateDerivatives g =
            gate_derivatives(zf * bn1.scale[k] + bn1.shift[k], zc * bn1.scale[c] + bn1.shift[c]);
        sums[k] = d[k] * g.by_filter;
        sums[c] = d[k] * g.by_core;
        sums[kGateFeatures + k] = zf;
        sums[kGateFeatures + c] = zc;
      }
      float* __restrict nb = neighbour.pair.data() + j * kPair;
      float* __restrict tb = bins.pair.data() + bin * kPair;
      for (int k = 0; k < kPair; ++k) {
        own[k] += sums[k];
        nb[k] += sums[k];
        tb[k] += sums[k];
      }
      neighbour.count[j] += 1.0f;
      bins.count[bin] += 1.0f;
    }
    centre.count[i] = static_cast<float>(m);
  }
}

/// dL/dz summed over the edges of a row.
void apply(const EdgeGradient& dz, const float* __restrict pair, float count,
           float* __restrict out) {
  for (int k = 0; k < kGateFeatures; ++k)
    out[k] = dz.p[k] * pair[k] + dz.q[k] * pair[kGateFeatures + k] + dz.r[k] * count;
}

/// Adds a row to the sum over edges of dy * z = sum_i A_i dy_i. + sum_j B_j dy_.j + sum_bin T_bin
/// dy_bin.
void add_products(const float* pair, const float* values, EdgeSums& sums) {
  for (int k = 0; k < kGateFeatures; ++k) sums.dyv[k] += static_cast<double>(pair[k]) * values[k];
}

}  // namespace

void conv_backward(const EdgeGraph& graph, const ConvInput& in, const ConvStatistics& statistics,
                   const float* message, const float* d_out, const RankGroup& ranks,
                   const ConvGradients& gradients) {
  const Affine<kGateFeatures> bn1(statistics.mean1, statistics.variance1, in.gamma1, in.beta1);
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

  RowSums centre(graph.atoms), neighbour(graph.atoms);
  std::vector<RowSums> bins(parts, RowSums(0));
  for_each_part(parts, [&](int p) {
    bins[p] = RowSums(in.bins);
    edge_backward(graph, in, bn1, dm, graph.part[p], graph.part[p + 1], message, gradients.x,
                  centre, neighbour, bins[p]);
  });
  RowSums& all_bins = bins.front();
  for (int p = 1; p < parts; ++p) {
    for (std::size_t k = 0; k < all_bins.pair.size(); ++k) all_bins.pair[k] += bins[p].pair[k];
    for (std::size_t k = 0; k < all_bins.count.size(); ++k) all_bins.count[k] += bins[p].count[k];
  }

  std::vector<EdgeSums> edge_sums(parts);
  for_each_part(parts, [&](int p) {
    for (std::int64_t i = graph.part[p]; i < graph.part[p + 1]; ++i) {
      const float* pair = centre.pair.data() + i * kPair;
      add_products(pair, in.ab + i * kPair, edge_sums[p]);
      add_products(neighbour.pair.data() + i * kPair, in.ab + i * kPair + kGateFeatures,
                   edge_sums[p]);
      for (int k = 0; k < kGateFeatures; ++k) edge_sums[p].dy[k] += pair[k];
    }
  });
  for (int b = 0; b < in.bins; ++b)
    if (all_bins.count[b] > 0)
      add_products(all_bins.pair.data() + std::int64_t{b} * kPair,
                   in.table + std::int64_t{b} * kGateFeatures, edge_sums.front());
  const EdgeSums edges = total(edge_sums);
  norm_weights(edges, bn1, statistics.mean1, gradients.gamma1, gradients.beta1);
  const EdgeGradient dz(edges, bn1, statistics.mean1, statistics.edges, statistics.fixed, ranks);

  for_each_part(parts, [&](int p) {
    for (std::int64_t i = graph.part[p]; i < graph.part[p + 1]; ++i) {
      float* row = gradients.ab + i * kPair;
      apply(dz, centre.pair.data() + i * kPair, centre.count[i], row);
      apply(dz, neighbour.pair.data() + i * kPair, neighbour.count[i], row + kGateFeatures);
    }
  });
  for (int b = 0; b < in.bins; ++b)
    apply(dz, all_bins.pair.data() + std::int64_t{b} * kPair, all_bins.count[b],
          gradients.table + std::int64_t{b} * kGateFeatures);
}

}  // namespace clasp
