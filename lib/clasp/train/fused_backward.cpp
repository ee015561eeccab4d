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

/// Gradient of the atom update: writes dL/dx to d_x and dL/d(bn2 output) to d_y, returns column
/// sums of d_y and of d_y * message.
struct AtomSums {
  double dy[kAtomFeatures] = {}, dym[kAtomFeatures] = {};
};

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
      sums.dym[k] += static_cast<double>(d[k]) * message[row + k];
    }
  }
  return sums;
}

/// dL/dm = p * d_y + q * message + r, the gradient of bn2.
struct MessageGradient {
  float p[kAtomFeatures], q[kAtomFeatures], r[kAtomFeatures];
};

MessageGradient message_gradient(const std::vector<AtomSums>& parts,
                                 const Affine<kAtomFeatures>& bn2, const ConvStatistics& statistics,
                                 int atoms, const ConvGradients& gradients) {
  MessageGradient g;
  for (int k = 0; k < kAtomFeatures; ++k) {
    double dy = 0, dym = 0;
    for (const auto& part : parts) {
      dy += part.dy[k];
      dym += part.dym[k];
    }
    const double mean = statistics.mean2[k];
    const double dgamma = (dym - mean * dy) * bn2.inverse[k];
    gradients.beta2[k] = static_cast<float>(dy);
    gradients.gamma2[k] = static_cast<float>(dgamma);
    g.p[k] = bn2.scale[k];
    g.q[k] = static_cast<float>(-bn2.scale[k] * bn2.inverse[k] * dgamma / atoms);
    g.r[k] = static_cast<float>(-bn2.scale[k] * dy / atoms - g.q[k] * mean);
  }
  return g;
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

/// dL/dz = u * dy + v * z + w, the gradient of bn1, summed over the edges of a row.
struct EdgeGradient {
  float u[kGateFeatures], v[kGateFeatures], w[kGateFeatures];

  void apply(const float* __restrict pair, float count, float* __restrict out) const {
    for (int k = 0; k < kGateFeatures; ++k)
      out[k] = u[k] * pair[k] + v[k] * pair[kGateFeatures + k] + w[k] * count;
  }
};

/// sum over edges of dy, and of dy * z = sum_i A_i dy_i. + sum_j B_j dy_.j + sum_bin T_bin dy_bin.
struct EdgeSums {
  double dy[kGateFeatures] = {}, dyz[kGateFeatures] = {};
  void add(const float* pair, const float* values) {
    for (int k = 0; k < kGateFeatures; ++k) dyz[k] += static_cast<double>(pair[k]) * values[k];
  }
};

EdgeGradient edge_gradient(const std::vector<EdgeSums>& parts, const Affine<kGateFeatures>& bn1,
                           const ConvStatistics& statistics, const ConvGradients& gradients) {
  EdgeGradient g;
  const double edges = std::max<double>(1.0, static_cast<double>(statistics.edges));
  for (int k = 0; k < kGateFeatures; ++k) {
    double dy = 0, dyz = 0;
    for (const auto& part : parts) {
      dy += part.dy[k];
      dyz += part.dyz[k];
    }
    const double mean = statistics.mean1[k];
    const double dgamma = (dyz - mean * dy) * bn1.inverse[k];
    gradients.beta1[k] = static_cast<float>(dy);
    gradients.gamma1[k] = static_cast<float>(dgamma);
    g.u[k] = bn1.scale[k];
    g.v[k] = static_cast<float>(-bn1.scale[k] * bn1.inverse[k] * dgamma / edges);
    g.w[k] = static_cast<float>(-bn1.scale[k] * dy / edges - g.v[k] * mean);
  }
  return g;
}

}  // namespace

void conv_backward(const EdgeGraph& graph, const ConvInput& in, const ConvStatistics& statistics,
                   const float* message, const float* d_out, const ConvGradients& gradients) {
  const Affine<kGateFeatures> bn1(statistics.mean1, statistics.variance1, in.gamma1, in.beta1);
  const Affine<kAtomFeatures> bn2(statistics.mean2, statistics.variance2, in.gamma2, in.beta2);
  const int parts = graph.parts();

  std::vector<AtomSums> atom_sums(parts);
  for_each_part(parts, [&](int p) {
    atom_sums[p] =
        atom_backward(in, bn2, graph.part[p], graph.part[p + 1], message, d_out, gradients.x);
  });
  const MessageGradient dm = message_gradient(atom_sums, bn2, statistics, graph.atoms, gradients);

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
      edge_sums[p].add(pair, in.ab + i * kPair);
      edge_sums[p].add(neighbour.pair.data() + i * kPair, in.ab + i * kPair + kGateFeatures);
      for (int k = 0; k < kGateFeatures; ++k) edge_sums[p].dy[k] += pair[k];
    }
  });
  for (int b = 0; b < in.bins; ++b)
    if (all_bins.count[b] > 0)
      edge_sums.front().add(all_bins.pair.data() + std::int64_t{b} * kPair,
                            in.table + std::int64_t{b} * kGateFeatures);
  const EdgeGradient dz = edge_gradient(edge_sums, bn1, statistics, gradients);

  for_each_part(parts, [&](int p) {
    for (std::int64_t i = graph.part[p]; i < graph.part[p + 1]; ++i) {
      float* row = gradients.ab + i * kPair;
      dz.apply(centre.pair.data() + i * kPair, centre.count[i], row);
      dz.apply(neighbour.pair.data() + i * kPair, neighbour.count[i], row + kGateFeatures);
    }
  });
  for (int b = 0; b < in.bins; ++b)
    dz.apply(all_bins.pair.data() + std::int64_t{b} * kPair, all_bins.count[b],
             gradients.table + std::int64_t{b} * kGateFeatures);
}

}  // namespace clasp
