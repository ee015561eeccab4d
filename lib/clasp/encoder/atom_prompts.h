// SPDX-License-Identifier: MIT
// Atoms against prompts, as Kokkos kernels: what the surroundings of each atom look like, and how
// much each atom pulls the whole towards a prompt.
#pragma once

#include "encoder/cell_list.h"
#include "encoder/cosine_gradient.h"
#include "encoder/dense.h"
#include "encoder/prompt_table.h"

namespace clasp {

/// [local points][columns]
template <class Space>
using AtomArray = Kokkos::View<double**, Kokkos::LayoutRight, Space>;

/// The points within a sphere around a point, by the rows of their features.
template <class Space>
struct Surroundings {
  CellList<Space> cells;
  Positions<Space> position;
  Ints<Space> owner;
  Rows<Space> features;
  double radius;

  /// Calls visit(row) for point i and all points of the graph within the radius.
  template <class Visit>
  KOKKOS_INLINE_FUNCTION void for_each(int i, const Visit& visit) const {
    const double at[3] = {position(i, 0), position(i, 1), position(i, 2)};
    double limit = radius * radius;
    cells.for_each_near(at, limit,
                        [&](const int j, double) { visit(owner.extent(0) ? owner(j) : j); });
  }
};

/// mean[n] = features averaged over the sphere around point atoms(first + n), itself included.
template <class Space>
struct AverageSurroundings {
  Surroundings<Space> sphere;
  Ints<Space> atoms;
  Rows<Space> mean;
  int first, width;
  static constexpr int kC = kOnHost<Space> ? kLanes : 1;

  KOKKOS_INLINE_FUNCTION void operator()(const int item) const {
    const int n = item / (width / kC), channel = item % (width / kC) * kC;
    const int i = atoms(first + n);
    float sum[kC] = {};
    int count = 0;
    sphere.for_each(i, [&](const int row) {
      for (int c = 0; c < kC; ++c) sum[c] += sphere.features(row, channel + c);
      ++count;
    });
    for (int c = 0; c < kC; ++c) mean(n, channel + c) = sum[c] / static_cast<float>(count);
  }
};

/// Percentiles of rows of head outputs, and the number (from 1) of the best prompt: that of the
/// highest percentile, of equal ones the one with the higher cosine; 0 if it is below `tag`.
template <class Space>
struct RankPrompts {
  Rows<Space> output, dot;  ///< of the head, and of its product with the prompts
  Rows<Space> references;   ///< [prompts][reference crystals], ascending
  Ints<Space> atoms;
  AtomArray<Space> result;  ///< [local points][prompts + 1]
  double tag;
  int first;

  /// Number of reference crystals with a cosine below `value` (or equal to it).
  KOKKOS_INLINE_FUNCTION int count_below(int p, float value, bool or_equal) const {
    int low = 0, high = static_cast<int>(references.extent(1));
    while (low < high) {
      const int middle = (low + high) / 2;
      const float r = references(p, middle);
      if (r < value || (or_equal && r == value))
        low = middle + 1;
      else
        high = middle;
    }
    return low;
  }

  KOKKOS_INLINE_FUNCTION void operator()(const int n) const {
    float square = 0.0F;
    for (int k = 0; k < static_cast<int>(output.extent(1)); ++k)
      square += output(n, k) * output(n, k);
    const float norm = square > 1e-12F ? sqrtf(square) : 1e-6F;
    const int prompts = static_cast<int>(references.extent(0)), i = atoms(first + n);
    int best = 0;
    for (int p = 0; p < prompts; ++p) {
      const float cosine = dot(n, p) / norm;
      const int below = count_below(p, cosine, false), up_to = count_below(p, cosine, true);
      result(i, p) = 50.0 * (below + up_to) / static_cast<double>(references.extent(1));
      if (result(i, p) > result(i, best) ||
          (result(i, p) == result(i, best) && dot(n, p) > dot(n, best)))
        best = p;
    }
    result(i, prompts) = result(i, best) >= tag ? best + 1 : 0;
  }
};

/// Lists the points of the graph with mask != 0.
template <class Space>
struct ListPooled {
  Ints<Space> mask, kind, list;

  KOKKOS_INLINE_FUNCTION void operator()(const int i, int& sum, const bool final) const {
    const bool pooled = kind(i) >= 0 && mask(i) != 0;
    if (final && pooled) list(sum) = i;
    sum += pooled ? 1 : 0;
  }
};

/// result(i, p) = value(i, p) / count for the points with mask != 0, 0 for others.
template <class Space>
struct TakePooled {
  Rows<Space> value;
  Ints<Space> mask, kind;
  AtomArray<Space> result;
  double count;

  KOKKOS_INLINE_FUNCTION void operator()(const int i) const {
    const bool pooled = kind(i) >= 0 && mask(i) != 0;
    for (int p = 0; p < static_cast<int>(result.extent(1)); ++p)
      result(i, p) = pooled ? value(i, p) / count : 0.0;
  }
};

/// The layer that multiplies its input with rows of `in` values.
inline MlpLayer dot_products(std::vector<float> rows, int in) {
  MlpLayer layer;
  layer.in = in;
  layer.out = static_cast<int>(rows.size()) / in;
  layer.weight = std::move(rows);
  layer.bias.assign(layer.out, 0.0F);
  return layer;
}

/// g_p . h_i / count, where g_p is the gradient of prompt p's cosine at the pooled mean, for the
/// local points with mask != 0; 0 for others. `result` is [local points][prompts].
template <class Space>
void attribute(const Rows<Space>& features, const Ints<Space>& kind,
               const std::vector<MlpLayer>& head, const PromptTable& prompts, const double* mean,
               double count, const Ints<Space>& mask, const AtomArray<Space>& result) {
  const int n = static_cast<int>(result.extent(0)), width = head.front().in;
  const CosineGradient at(head, {mean, mean + width});
  std::vector<float> gradients;
  for (int p = 0; p < prompts.prompts(); ++p) {
    const auto g = at.gradient(prompts.embedding(p));
    gradients.insert(gradients.end(), g.begin(), g.end());
  }
  const Dense<Space> layer = to_device<Space>(dot_products(gradients, width));
  const Rows<Space> value("clasp::attribution", n, layer.out);
  DenseProduct<Space>(layer, features, value, n).run();
  Kokkos::parallel_for("clasp::TakePooled", Kokkos::RangePolicy<Space>(0, n),
                       TakePooled<Space>{value, mask, kind, result, count});
}

/// The head and some prompts on the device.
template <class Space>
class AtomPrompts {
 public:
  AtomPrompts(const std::vector<MlpLayer>& head, const PromptTable& table) {
    for (const MlpLayer& layer : head) layers_.push_back(to_device<Space>(layer));
    layers_.push_back(to_device<Space>(dot_products(table.embeddings, table.size)));
    const int n = table.prompts(), m = n == 0 ? 0 : static_cast<int>(table.references.size()) / n;
    references_ = Rows<Space>("clasp::references", n, m);
    Kokkos::View<const float**, Kokkos::LayoutRight, Kokkos::HostSpace, Kokkos::MemoryUnmanaged>
        host(table.references.data(), n, m);
    Kokkos::deep_copy(references_, host);
  }

  int prompts() const { return static_cast<int>(references_.extent(0)); }
  /// Percentiles and best prompt of the mean features in the sphere around each of `atoms`, a block
  /// of atoms at a time; other rows of `result` [local points][prompts + 1] stay as they are.
  void match(const Surroundings<Space>& sphere, const Ints<Space>& atoms, double tag,
             const AtomArray<Space>& result) const {
    const int n = static_cast<int>(atoms.extent(0)), block = std::min(n, kBlock);
    if (n == 0) return;
    const int width = static_cast<int>(sphere.features.extent(1));
    std::vector<Rows<Space>> rows = {Rows<Space>("clasp::surroundings", block, width)};
    for (const Dense<Space>& layer : layers_)
      rows.emplace_back(Kokkos::view_alloc("clasp::layer", Kokkos::WithoutInitializing), block,
                        layer.out);
    for (int first = 0; first < n; first += block) {
      const int count = std::min(block, n - first);
      Kokkos::parallel_for(
          "clasp::AverageSurroundings",
          Kokkos::RangePolicy<Space>(0, count * (width / AverageSurroundings<Space>::kC)),
          AverageSurroundings<Space>{sphere, atoms, rows[0], first, width});
      for (std::size_t l = 0; l < layers_.size(); ++l)
        DenseProduct<Space>(layers_[l], rows[l], rows[l + 1], count).run();
      Kokkos::parallel_for("clasp::RankPrompts", Kokkos::RangePolicy<Space>(0, count),
                           RankPrompts<Space>{rows[layers_.size() - 1], rows.back(), references_,
                                              atoms, result, tag, first});
    }
  }

 private:
  static constexpr int kBlock = kOnHost<Space> ? 128 : 16384;

  std::vector<Dense<Space>> layers_;  ///< the head's, then the products with the prompts
  Rows<Space> references_;
};

}  // namespace clasp
