// SPDX-License-Identifier: MIT
// The k nearest neighbours of points in space by a cell list, as Kokkos kernels. Points may lie
// anywhere: the grid spans their bounding box, so any periodic cell, ghost layer or cluster will
// do.
#pragma once

#include <math.h>  // ::sqrt, which every compiler has on a device too

#include <Kokkos_Core.hpp>

namespace clasp {

constexpr int kMaxNeighbours = 64;
/// Neighbours whose distances differ by less (Angstrom) count as equally far.
constexpr double kTieTolerance = 1e-5;
/// Keeps a neighbour at exactly the cut-off inside in spite of rounding.
constexpr double kCutoffTolerance = 1e-8;

template <class Space>
using Positions = Kokkos::View<double* [3], Kokkos::LayoutRight, Space>;

/// Points sorted into the boxes of a regular grid.
template <class Space>
struct CellList {
  double origin[3], width;
  int boxes[3];
  int reach;                        ///< boxes per cut-off
  Kokkos::View<int*, Space> start;  ///< [boxes + 1]
  Kokkos::View<int*, Space> point;  ///< [points in the list], by box
  Positions<Space> position;        ///< in the order of `point`
  Kokkos::View<int* [3], Kokkos::LayoutRight, Space>
      offsets;                                   ///< boxes within reach, nearest first
  Kokkos::View<double*, Space> offset_distance;  ///< squared least distance, in units of width

  KOKKOS_INLINE_FUNCTION void locate(const double x[3], int box[3], double inside[3]) const {
    for (int k = 0; k < 3; ++k) {
      const double scaled = (x[k] - origin[k]) / width;
      int b = static_cast<int>(scaled);
      b = b < 0 ? 0 : (b < boxes[k] ? b : boxes[k] - 1);
      box[k] = b;
      inside[k] = scaled - b;
    }
  }

  /// Calls visit(point, squared distance) for points nearer than `limit` (squared), which `visit`
  /// may lower.
  template <class Visit>
  KOKKOS_INLINE_FUNCTION void for_each_near(const double x[3], double& limit,
                                            const Visit& visit) const {
    int box[3];
    double inside[3];
    locate(x, box, inside);
    const double width2 = width * width;
    for (int o = 0; o < static_cast<int>(offsets.extent(0)); ++o) {
      if (offset_distance(o) * width2 > limit) break;
      double gap2 = 0.0;
      int b[3];
      bool outside = false;
      for (int k = 0; k < 3; ++k) {
        const int shift = offsets(o, k);
        b[k] = box[k] + shift;
        outside = outside || b[k] < 0 || b[k] >= boxes[k];
        const double gap =
            shift > 0 ? shift - inside[k] : (shift < 0 ? inside[k] - shift - 1 : 0.0);
        gap2 += gap > 0.0 ? gap * gap : 0.0;
      }
      if (outside || gap2 * width2 > limit) continue;
      const int cell = (b[2] * boxes[1] + b[1]) * boxes[0] + b[0];
      for (int n = start(cell); n < start(cell + 1); ++n) {
        const double dx = position(n, 0) - x[0], dy = position(n, 1) - x[1],
                     dz = position(n, 2) - x[2];
        const double d2 = dx * dx + dy * dy + dz * dz;
        if (d2 <= limit) visit(point(n), d2);
      }
    }
  }
};

/// Sorts the points with kind >= 0 into boxes; about one and a half points a box.
template <class Space>
CellList<Space> make_cell_list(const Positions<Space>& x,
                               const Kokkos::View<int*, Kokkos::LayoutRight, Space>& kind,
                               double cutoff);

/// The `k` nearest neighbours of points 0..n-1 within the cut-off, nearest first; the work item of
/// a parallel_for.
template <class Space>
struct FindNearest {
  CellList<Space> cells;
  Positions<Space> x;
  Kokkos::View<int*, Kokkos::LayoutRight, Space> kind;
  Kokkos::View<int*, Kokkos::LayoutRight, Space> neighbour;  ///< [n * k], -1: none
  Kokkos::View<double*, Space> distance;                     ///< [n * k], 0 where there is none
  Kokkos::View<int*, Kokkos::LayoutRight, Space>
      tied;  ///< [n], 1: equals compete for the last places
  double cutoff;
  int k;

  /// `needed`: the distance within which the points must be complete.
  KOKKOS_INLINE_FUNCTION void operator()(const int i, double& needed) const {
    double d2[kMaxNeighbours + 1];
    int point[kMaxNeighbours + 1];
    int count = 0;
    tied(i) = 0;
    if (kind(i) >= 0) {
      const double at[3] = {x(i, 0), x(i, 1), x(i, 2)};
      double limit = (cutoff + kCutoffTolerance) * (cutoff + kCutoffTolerance);
      // One place more than asked for shows whether the last neighbour has an equal that was left
      // out.
      cells.for_each_near(at, limit, [&](const int j, const double r2) {
        if (j == i) return;
        int place = count <= k ? count++ : k;
        for (; place > 0 && d2[place - 1] > r2; --place) {
          d2[place] = d2[place - 1];
          point[place] = point[place - 1];
        }
        d2[place] = r2;
        point[place] = j;
        if (count > k) limit = d2[k];
      });
      const double reach = count < k ? cutoff : sqrt(d2[k - 1]) + kTieTolerance;
      needed = reach > needed ? reach : needed;
      tied(i) = count > k && sqrt(d2[k]) - sqrt(d2[k - 1]) <= kTieTolerance;
    }
    for (int n = 0; n < k; ++n) {
      neighbour(i * k + n) = n < count ? point[n] : -1;
      distance(i * k + n) = n < count ? sqrt(d2[n]) : 0.0;
    }
  }
};

}  // namespace clasp
