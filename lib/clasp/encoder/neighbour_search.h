// SPDX-License-Identifier: MIT
// The k nearest neighbours of points in space by a cell list, as Kokkos kernels. Points may lie
// anywhere: the grid spans their bounding box, so any periodic cell, ghost layer or cluster will
// do.
#pragma once

#include <math.h>  // ::sqrt and ::cbrt, which every compiler has on a device too

#include <Kokkos_Core.hpp>

namespace clasp {

constexpr int kMaxNeighbours = 64;
/// Neighbours whose distances differ by less (Angstrom) count as equally far.
constexpr double kTieTolerance = 1e-5;
/// Keeps a neighbour at exactly the cut-off inside in spite of rounding.
constexpr double kCutoffTolerance = 1e-8;

template <class Space>
using Positions = Kokkos::View<double* [3], Kokkos::LayoutRight, Space>;

/// Points sorted into the boxes of a regular grid; boxes next to each other along x are next to
/// each other in memory.
template <class Space>
struct CellList {
  double origin[3], width;
  int boxes[3];
  int reach;                        ///< boxes per cut-off
  double density;                   ///< points per cubic Angstrom of their bounding box
  Kokkos::View<int*, Space> start;  ///< [boxes + 1]
  Kokkos::View<int*, Space> point;  ///< [points in the list], by box
  Positions<Space> position;        ///< in the order of `point`
  Kokkos::View<int* [2], Kokkos::LayoutRight, Space>
      offsets;                                   ///< in y and z: rows within reach, nearest first
  Kokkos::View<double*, Space> offset_distance;  ///< squared least distance, in units of width

  KOKKOS_INLINE_FUNCTION int clamp(double scaled, int axis) const {
    const int b = static_cast<int>(scaled);
    return b < 0 ? 0 : (b < boxes[axis] ? b : boxes[axis] - 1);
  }
  KOKKOS_INLINE_FUNCTION int box_along(int axis, double at) const {
    return clamp((at - origin[axis]) / width, axis);
  }

  /// Squared distance in units of width from a point `inside` a box (0 to 1) to one `shift`
  /// further.
  KOKKOS_INLINE_FUNCTION static double gap2(int shift, double inside) {
    const double gap = shift > 0 ? shift - inside : (shift < 0 ? inside - shift - 1 : 0.0);
    return gap > 0.0 ? gap * gap : 0.0;
  }

  /// Calls visit(point, squared distance) for points nearer than `limit` (squared), which `visit`
  /// may lower.
  template <class Visit>
  KOKKOS_INLINE_FUNCTION void for_each_near(const double x[3], double& limit,
                                            const Visit& visit) const {
    const double y = (x[1] - origin[1]) / width, z = (x[2] - origin[2]) / width;
    const int box_y = clamp(y, 1), box_z = clamp(z, 2);
    const double width2 = width * width;
    for (int o = 0; o < static_cast<int>(offsets.extent(0)); ++o) {
      if (offset_distance(o) * width2 > limit) break;
      const int b = box_y + offsets(o, 0), c = box_z + offsets(o, 1);
      if (b < 0 || b >= boxes[1] || c < 0 || c >= boxes[2]) continue;
      const double left =
          limit - width2 * (gap2(offsets(o, 0), y - box_y) + gap2(offsets(o, 1), z - box_z));
      if (left < 0.0) continue;
      const double half = sqrt(left);
      const int row = (c * boxes[1] + b) * boxes[0];
      const int end = start(row + box_along(0, x[0] + half) + 1);
      for (int n = start(row + box_along(0, x[0] - half)); n < end; ++n) {
        const double dx = position(n, 0) - x[0], dy = position(n, 1) - x[1],
                     dz = position(n, 2) - x[2];
        const double d2 = dx * dx + dy * dy + dz * dz;
        if (d2 <= limit) visit(point(n), d2);
      }
    }
  }
};

/// Sorts the points with kind >= 0 into boxes.
template <class Space>
CellList<Space> make_cell_list(const Positions<Space>& x,
                               const Kokkos::View<int*, Kokkos::LayoutRight, Space>& kind,
                               double cutoff);

/// Where a search starts: a sphere of this many times the neighbours asked for, on average.
constexpr double kFirstNeighbours = 1.3;

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

  /// Squared radius of a sphere that holds the neighbours of most points and not many more.
  KOKKOS_INLINE_FUNCTION double first_limit() const {
    const double radius =
        cbrt(kFirstNeighbours * (k + 1) / (4.0 / 3.0 * 3.14159265 * cells.density));
    return radius * radius;
  }

  /// `needed`: the distance within which the points must be complete.
  KOKKOS_INLINE_FUNCTION void operator()(const int i, double& needed) const {
    double d2[kMaxNeighbours + 1];
    int point[kMaxNeighbours + 1];
    int count = 0;
    tied(i) = 0;
    if (kind(i) >= 0) {
      const double at[3] = {x(i, 0), x(i, 1), x(i, 2)};
      const double farthest = (cutoff + kCutoffTolerance) * (cutoff + kCutoffTolerance);
      // One place more than asked for shows whether the last neighbour has an equal that was left
      // out.
      for (double first = first_limit(); count <= k; first *= 2.0) {
        double limit = first < farthest ? first : farthest;
        count = 0;
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
        if (!(first < farthest)) break;
      }
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
