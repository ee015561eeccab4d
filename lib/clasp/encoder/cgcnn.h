// SPDX-License-Identifier: MIT
// The convolutions as Kokkos kernels, templated on the execution space. The 169-wide edge matrix is
// never built: P_i and Q_j are products per atom, T(d) comes from a table, and one loop over an
// atom's edges adds the gates.
#pragma once

#include <Kokkos_Core.hpp>
#include <string>
#include <type_traits>
#include <vector>

#include "encoder/cgcnn_weights.h"
#include "encoder/gates.h"
#include "encoder/pack.h"

namespace clasp {

/// How many channels and atoms one work item computes.
template <class Space>
struct Blocking {
#ifdef KOKKOS_ENABLE_CUDA
  using Pack = std::conditional_t<std::is_same_v<Space, Kokkos::Cuda>, float, HostPack>;
#else
  using Pack = HostPack;
#endif
  static constexpr int kChannels = PackTraits<Pack>::kSize;
  static constexpr int kAtoms = 8;  ///< share a weight once it is in a register
};

template <class Space>
using Floats = Kokkos::View<float*, Kokkos::LayoutRight, Space>;
template <class Space>
using Rows = Kokkos::View<float**, Kokkos::LayoutRight, Space>;
template <class Space>
using Ints = Kokkos::View<int*, Kokkos::LayoutRight, Space>;

template <class Space>
using Doubles = Kokkos::View<double*, Kokkos::LayoutRight, Space>;

template <class Space>
Floats<Space> to_device(const std::vector<float>& values, const std::string& label) {
  Floats<Space> view(Kokkos::view_alloc(label, Kokkos::WithoutInitializing), values.size());
  Kokkos::View<const float*, Kokkos::HostSpace, Kokkos::MemoryUnmanaged> host(values.data(),
                                                                              values.size());
  Kokkos::deep_copy(view, host);
  return view;
}

/// out[row] = x[row] * weights for the rows listed (all of 0..count-1 if `rows` is empty): [*,
/// width] -> [*, 2 width].
template <class Space>
struct NodeProduct {
  Rows<Space> x, out;
  Floats<Space> weights;  ///< [width][2 width]
  Ints<Space> rows;
  int count, width;

  KOKKOS_INLINE_FUNCTION int row(int n) const { return rows.extent(0) ? rows(n) : n; }

  KOKKOS_INLINE_FUNCTION void operator()(const int item) const {
    using Pack = typename Blocking<Space>::Pack;
    constexpr int kC = Blocking<Space>::kChannels, kA = Blocking<Space>::kAtoms;
    const int blocks = 2 * width / kC;
    const int first = item / blocks * kA, channel = item % blocks * kC;
    Pack sum[kA] = {};
    const float* in[kA];
    for (int a = 0; a < kA; ++a) in[a] = &x(row(first + a < count ? first + a : count - 1), 0);
    const float* w = weights.data() + channel;
    for (int k = 0; k < width; ++k, w += 2 * width) {
      const Pack weight = load<Pack>(w);
      for (int a = 0; a < kA; ++a) sum[a] += in[a][k] * weight;
    }
    for (int a = 0; a < kA && first + a < count; ++a) store(&out(row(first + a), channel), sum[a]);
  }

  void run() const {
    if (count == 0) return;
    const int atoms = (count + Blocking<Space>::kAtoms - 1) / Blocking<Space>::kAtoms;
    Kokkos::parallel_for(
        "clasp::NodeProduct",
        Kokkos::RangePolicy<Space>(0, atoms * (2 * width / Blocking<Space>::kChannels)), *this);
  }
};

/// The edges of a snapshot: neighbour rows (-1: none) and where their distances lie in the tables.
template <class Space>
struct Edges {
  Ints<Space> neighbour;  ///< [n * max_neighbours], row of the neighbour's features; -1: none
  Ints<Space> table_row;  ///< [n * max_neighbours]
  Rows<Space>
      basis;  ///< [n * max_neighbours][4] cubic Hermite polynomials of the position in the row
  int max_neighbours = 0;
};

/// x_i <- softplus(x_i + BN(sum_j sigmoid(filter_ij) softplus(core_ij))) for atoms 0..n-1. Rows of
/// P, Q and x_i are found through `kind` in the first convolution, whose input depends on the kind
/// of atom alone.
template <class Space>
struct EdgeConvolution {
  Edges<Space> edges;
  Rows<Space> p, q, x_in, x_out;
  Ints<Space> kind;  ///< empty except in the first convolution
  Floats<Space> table, scale, shift;
  int count, width;

  KOKKOS_INLINE_FUNCTION void operator()(const int item) const {
    using Pack = typename Blocking<Space>::Pack;
    constexpr int kC = Blocking<Space>::kChannels;
    const int blocks = width / kC, w = width;
    const int i = item / blocks, channel = item % blocks * kC;
    const bool by_kind = kind.extent(0) != 0;
    const int row = by_kind ? kind(i) : i;
    if (row < 0) return;  // not in the graph
    const Pack p_filter = load<Pack>(&p(row, channel)), p_core = load<Pack>(&p(row, w + channel));
    Pack sum = {};
    for (int e = i * edges.max_neighbours; e < (i + 1) * edges.max_neighbours; ++e) {
      const int j = edges.neighbour(e);
      if (j < 0) break;
      const float* qj = &q(by_kind ? kind(j) : j, channel);
      const float* t =
          table.data() + static_cast<std::size_t>(edges.table_row(e)) * 4 * w + channel;
      const float* b = &edges.basis(e, 0);
      const Pack filter = p_filter + load<Pack>(qj) + b[0] * load<Pack>(t) +
                          b[1] * load<Pack>(t + 2 * w) + b[2] * load<Pack>(t + 4 * w) +
                          b[3] * load<Pack>(t + 6 * w);
      const Pack core = p_core + load<Pack>(qj + w) + b[0] * load<Pack>(t + w) +
                        b[1] * load<Pack>(t + 3 * w) + b[2] * load<Pack>(t + 5 * w) +
                        b[3] * load<Pack>(t + 7 * w);
      sum += gate(filter, core);
    }
    const Pack message = load<Pack>(&scale(channel)) * sum + load<Pack>(&shift(channel));
    store(&x_out(i, channel), softplus<Pack>(load<Pack>(&x_in(row, channel)) + message));
  }

  void run() const {
    Kokkos::parallel_for(
        "clasp::EdgeConvolution",
        Kokkos::RangePolicy<Space>(0, count * (width / Blocking<Space>::kChannels)), *this);
  }
};

/// Distances to table rows and Hermite basis values, once per snapshot.
template <class Space>
struct PlaceInTable {
  Kokkos::View<double*, Space> distance;
  Edges<Space> edges;
  double inverse_spacing;
  int last_row;

  KOKKOS_INLINE_FUNCTION void operator()(const int e) const {
    const double position = distance(e) * inverse_spacing;
    int row = static_cast<int>(position);
    row = row < last_row ? row : last_row;
    const float t = static_cast<float>(position - row), s = 1.0F - t;
    edges.table_row(e) = row;
    edges.basis(e, 0) = (1.0F + 2.0F * t) * s * s;
    edges.basis(e, 1) = t * s * s;
    edges.basis(e, 2) = t * t * (3.0F - 2.0F * t);
    edges.basis(e, 3) = -t * t * s;
  }
};

/// Sum of features over the atoms with mask != 0 (all, if the mask is empty), a block of channels
/// per work item.
template <class Space>
struct PoolFeatures {
  Rows<Space> x;
  Ints<Space> mask, kind;
  Kokkos::View<double*, Space> sum;
  int count;

  KOKKOS_INLINE_FUNCTION void operator()(const int block) const {
    constexpr int kC = Blocking<Space>::kChannels;
    double total[kC] = {};
    for (int i = 0; i < count; ++i) {
      if (kind(i) < 0 || (mask.extent(0) != 0 && mask(i) == 0)) continue;
      const float* row = &x(i, block * kC);
      for (int c = 0; c < kC; ++c) total[c] += row[c];
    }
    for (int c = 0; c < kC; ++c) sum(block * kC + c) = total[c];
  }
};

}  // namespace clasp
