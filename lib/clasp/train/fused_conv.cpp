// SPDX-License-Identifier: MIT
// Forward sweeps of the fused convolution.
#include "train/fused_conv.h"

#include <algorithm>

#include "train/fused_detail.h"
#include "train/gate.h"
#include "train/parts.h"

namespace clasp {
namespace {

constexpr int kBlock = 64;  // atoms summed in float before they join the double sums

struct Sums {
  std::vector<double> first, second;
  std::int64_t count = 0;
};

void add_block(const float* first, const float* second, Sums& sums) {
  for (std::size_t k = 0; k < sums.first.size(); ++k) {
    sums.first[k] += first[k];
    sums.second[k] += second[k];
  }
}

/// Joins the sums of the parts and of the ranks; returns the count.
double finish(const std::vector<Sums>& parts, const RankGroup& ranks, float* mean,
              float* variance) {
  const std::size_t n = parts.front().first.size();
  std::vector<double> sums(2 * n + 1);
  for (const auto& p : parts) {
    for (std::size_t k = 0; k < n; ++k) {
      sums[k] += p.first[k];
      sums[n + k] += p.second[k];
    }
    sums[2 * n] += static_cast<double>(p.count);
  }
  ranks.sum(sums.data(), sums.size());
  const double count = sums[2 * n];
  for (std::size_t k = 0; k < n; ++k) {
    const double average = count > 0 ? sums[k] / count : 0.0;
    mean[k] = static_cast<float>(average);
    variance[k] = count > 0
                      ? static_cast<float>(std::fmax(0.0, sums[n + k] / count - average * average))
                      : 0.0f;
  }
  return count;
}

// Edges are counted on the way: GCC would exchange the loops if it knew their number before.
int add_edges(const EdgeGraph& graph, const ConvInput& in, std::int64_t i, float* __restrict first,
              float* __restrict second) {
  int m = 0;
  for (; m < graph.places && graph.neighbour[i * graph.places + m] >= 0; ++m) {
    const auto [a, b, t] = EdgeRows(graph, in, i, m);
    for (int k = 0; k < kGateFeatures; ++k) {
      const float z = a[k] + b[k] + t[k];
      first[k] += z;
      second[k] += z * z;
    }
  }
  return m;
}

using EdgeNorm = Affine<kGateFeatures>;

/// Of atom i; `slopes` is written with kSlopesToo only.
template <bool kSlopesToo>
void add_gates(const EdgeGraph& graph, const ConvInput& in, const EdgeNorm& bn1, std::int64_t i,
               float* __restrict message, float* __restrict slopes) {
  const int edges = graph.edges_of(i);
  for (int first = 0; first < kAtomFeatures; first += kLanes) {
    float sum[kLanes] = {}, f_slope[kLanes] = {}, c_slope[kLanes] = {}, f_product[kLanes] = {},
          c_product[kLanes] = {};
    for (int m = 0; m < edges; ++m) {
      const auto [a, b, t] = EdgeRows(graph, in, i, m);
      for (int n = 0; n < kLanes; ++n) {
        const int f = first + n, c = f + kAtomFeatures;
        const float zf = a[f] + b[f] + t[f], zc = a[c] + b[c] + t[c];
        const GateSlopes g =
            gate_slopes(zf * bn1.scale[f] + bn1.shift[f], zc * bn1.scale[c] + bn1.shift[c]);
        sum[n] += g.value;
        if constexpr (kSlopesToo) {
          f_slope[n] += g.by_filter;
          c_slope[n] += g.by_core;
          f_product[n] += g.by_filter * zf;
          c_product[n] += g.by_core * zc;
        }
      }
    }
    std::copy_n(sum, kLanes, message + first);
    if constexpr (kSlopesToo) {
      std::copy_n(f_slope, kLanes, slopes + first);
      std::copy_n(c_slope, kLanes, slopes + kAtomFeatures + first);
      std::copy_n(f_product, kLanes, slopes + kGateFeatures + first);
      std::copy_n(c_product, kLanes, slopes + kGateFeatures + kAtomFeatures + first);
    }
  }
}

}  // namespace

void edge_statistics(const EdgeGraph& graph, const ConvInput& in, const RankGroup& ranks,
                     ConvStatistics& statistics) {
  std::vector<Sums> sums(graph.parts());
  for_each_part(graph.parts(), [&](int part) {
    Sums local{std::vector<double>(kGateFeatures), std::vector<double>(kGateFeatures), 0};
    for (std::int64_t begin = graph.part[part]; begin < graph.part[part + 1]; begin += kBlock) {
      const std::int64_t end = std::min(begin + kBlock, graph.part[part + 1]);
      float first[kGateFeatures] = {}, second[kGateFeatures] = {};
      for (std::int64_t i = begin; i < end; ++i)
        local.count += add_edges(graph, in, i, first, second);
      add_block(first, second, local);
    }
    sums[part] = std::move(local);
  });
  statistics.edges = finish(sums, ranks, statistics.mean1, statistics.variance1);
}

void sum_gates(const EdgeGraph& graph, const ConvInput& in, const ConvStatistics& statistics,
               float* message, float* slopes) {
  const EdgeNorm bn1(statistics.mean1, statistics.variance1, in.gamma1, in.beta1);
  for_each_part(graph.parts(), [&](int part) {
    for (std::int64_t i = graph.part[part]; i < graph.part[part + 1]; ++i)
      if (slopes == nullptr)
        add_gates<false>(graph, in, bn1, i, message + i * kAtomFeatures, nullptr);
      else
        add_gates<true>(graph, in, bn1, i, message + i * kAtomFeatures, slopes + i * kSlopes);
  });
}

void atom_statistics(const EdgeGraph& graph, const float* message, const RankGroup& ranks,
                     ConvStatistics& statistics) {
  std::vector<Sums> sums(graph.parts());
  for_each_part(graph.parts(), [&](int part) {
    Sums local{std::vector<double>(kAtomFeatures), std::vector<double>(kAtomFeatures),
               graph.part[part + 1] - graph.part[part]};
    for (std::int64_t begin = graph.part[part]; begin < graph.part[part + 1]; begin += kBlock) {
      const std::int64_t end = std::min(begin + kBlock, graph.part[part + 1]);
      float first[kAtomFeatures] = {}, second[kAtomFeatures] = {};
      for (std::int64_t i = begin; i < end; ++i)
        for (int k = 0; k < kAtomFeatures; ++k) {
          const float v = message[i * kAtomFeatures + k];
          first[k] += v;
          second[k] += v * v;
        }
      add_block(first, second, local);
    }
    sums[part] = std::move(local);
  });
  statistics.atoms = finish(sums, ranks, statistics.mean2, statistics.variance2);
}

void update_atoms(const EdgeGraph& graph, const ConvInput& in, const ConvStatistics& statistics,
                  const float* message, float* out) {
  const Affine<kAtomFeatures> bn2(statistics.mean2, statistics.variance2, in.gamma2, in.beta2);
  for_each_part(graph.parts(), [&](int part) {
    for (std::int64_t i = graph.part[part]; i < graph.part[part + 1]; ++i) {
      const float* __restrict x = in.x + i * kAtomFeatures;
      const float* __restrict m = message + i * kAtomFeatures;
      float* __restrict y = out + i * kAtomFeatures;
      for (int k = 0; k < kAtomFeatures; ++k)
        y[k] = softplus(x[k] + m[k] * bn2.scale[k] + bn2.shift[k]);
    }
  });
}

}  // namespace clasp
