// SPDX-License-Identifier: MIT
// The convolutions as Kokkos kernels, templated on the execution space. The 169-wide edge matrix is
// never built: P_i and Q_j are products per atom, T(d) comes from a table, and one loop over an
// atom's edges adds the gates.
#pragma once

#include <Kokkos_Core.hpp>
#include <algorithm>
#include <string>
#include <vector>

#include "encoder/cgcnn_weights.h"
#include "encoder/loops.h"

namespace clasp {

/// Whether kernels of a space call the loops that were compiled for the host's processor; else a
/// work item is one channel.
template <class Space>
constexpr bool kOnHost = Kokkos::SpaceAccessibility<Space, Kokkos::HostSpace>::accessible;

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

/// Rows times a matrix [width][2 width].
template <class Space>
struct NodeProduct {
  ProductLoop loop;

  KOKKOS_INLINE_FUNCTION void operator()(const int item) const {
    const int channels = 2 * loop.width;
    multiply_rows<float, kAtomsTogether, 1>(loop, item / channels * kAtomsTogether,
                                            item % channels);
  }

  void run() const {
    const int groups = (loop.count + kAtomsTogether - 1) / kAtomsTogether;
    if constexpr (kOnHost<Space>)
      Kokkos::parallel_for("clasp::NodeProduct", Kokkos::RangePolicy<Space>(0, groups),
                           [&loop = loop, multiply = host_loops().multiply](const int group) {
                             multiply(loop, group);
                           });
    else
      Kokkos::parallel_for("clasp::NodeProduct",
                           Kokkos::RangePolicy<Space>(0, groups * 2 * loop.width), *this);
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

/// One convolution of atoms 0..count-1. On a host it can make P itself, of a few atoms at a time,
/// which then never leaves the cache.
template <class Space>
struct EdgeConvolution {
  ConvolutionLoop loop;
  int count;
  const float* centre = nullptr;  ///< weights of P on a host; null: loop.p is there

  KOKKOS_INLINE_FUNCTION void operator()(const int item) const {
    convolve_atom<float, 1>(loop, item / loop.width, item % loop.width);
  }

  void convolve_together(const HostLoops& loops, const int first) const {
    const int n = std::min(kAtomsTogether, count - first), w = loop.width;
    ConvolutionLoop own = loop;
    if (centre) {
      thread_local std::vector<float> p;
      p.resize(static_cast<std::size_t>(kAtomsTogether) * 2 * w);
      const float* x = loop.x_in + static_cast<std::size_t>(first) * w;
      loops.multiply({x, centre, p.data(), nullptr, n, w}, 0);
      own.p = p.data();
      own.first_p = first;
    }
    loops.convolve(own, first, first + n);
  }

  void run() const {
    if constexpr (kOnHost<Space>)
      Kokkos::parallel_for(
          "clasp::EdgeConvolution",
          Kokkos::RangePolicy<Space>(0, (count + kAtomsTogether - 1) / kAtomsTogether),
          [this, &loops = host_loops()](const int group) {
            convolve_together(loops, group * kAtomsTogether);
          });
    else
      Kokkos::parallel_for("clasp::EdgeConvolution",
                           Kokkos::RangePolicy<Space>(0, count * loop.width), *this);
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

  static constexpr int kC = kOnHost<Space> ? kLanes : 1;

  KOKKOS_INLINE_FUNCTION void operator()(const int block) const {
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
