// SPDX-License-Identifier: MIT
// How points get into a CellList: bounding box, counting sort into boxes, and the order in which
// boxes are visited.
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <mutex>
#include <vector>

#include "encoder/neighbour_search.h"

namespace clasp {

/// Offsets in y and z to all rows of boxes within `reach` boxes, nearest first.
struct RowOffsets {
  std::vector<std::array<int, 2>> offset;
  std::vector<double> distance2;  ///< squared least distance between the two rows, in box widths
};

inline const RowOffsets& row_offsets(int reach) {
  static std::mutex mutex;
  static std::map<int, RowOffsets> cache;  // a handful of values of `reach` occur
  const std::lock_guard<std::mutex> lock(mutex);
  const auto [entry, fresh] = cache.try_emplace(reach);
  if (!fresh) return entry->second;
  std::vector<std::pair<double, std::array<int, 2>>> order;
  for (int b = -reach - 1; b <= reach + 1; ++b)
    for (int c = -reach - 1; c <= reach + 1; ++c) {
      double gap2 = 0.0;
      for (const int shift : {b, c}) gap2 += std::pow(std::max(0, std::abs(shift) - 1), 2);
      if (gap2 <= reach * reach) order.push_back({gap2, {b, c}});
    }
  std::stable_sort(order.begin(), order.end(),
                   [](const auto& l, const auto& r) { return l.first < r.first; });
  for (const auto& [gap2, offset] : order) {
    entry->second.offset.push_back(offset);
    entry->second.distance2.push_back(gap2);
  }
  return entry->second;
}

template <class Space>
struct PointBounds {
  Positions<Space> x;
  Kokkos::View<int*, Kokkos::LayoutRight, Space> kind;
  int axis;
  KOKKOS_INLINE_FUNCTION void operator()(const int i, double& low, double& high) const {
    if (kind(i) < 0) return;
    low = x(i, axis) < low ? x(i, axis) : low;
    high = x(i, axis) > high ? x(i, axis) : high;
  }
};

constexpr double kPointsPerBox = 1.5;

/// Chooses boxes of about kPointsPerBox, a whole number per cut-off, and never many more boxes than
/// points.
template <class Space>
void choose_grid(CellList<Space>& cells, const Positions<Space>& x,
                 const Kokkos::View<int*, Kokkos::LayoutRight, Space>& kind, double cutoff) {
  const int n = static_cast<int>(x.extent(0));
  double extent[3], volume = 1.0;
  for (int k = 0; k < 3; ++k) {
    double low = 1e300, high = -1e300;
    Kokkos::parallel_reduce("clasp::PointBounds", Kokkos::RangePolicy<Space>(0, n),
                            PointBounds<Space>{x, kind, k}, Kokkos::Min<double>(low),
                            Kokkos::Max<double>(high));
    cells.origin[k] = low < high ? low : (low < 1e299 ? low : 0.0);
    extent[k] = low < high ? high - low : 0.0;
    volume *= extent[k] + 1.0;
  }
  cells.density = std::max(n, 1) / volume;
  const double wanted = std::cbrt(kPointsPerBox / cells.density);
  cells.reach = std::clamp(static_cast<int>(std::lround(cutoff / wanted)), 1, 8);
  cells.width = (cutoff + kCutoffTolerance) / cells.reach;
  for (;; cells.width *= 2) {  // a few points far apart: wider boxes, still within reach
    double total = 1.0;
    for (const double length : extent) total *= std::floor(length / cells.width) + 1.0;
    if (total <= 8.0 * n + 64.0) break;
  }
  for (int k = 0; k < 3; ++k) cells.boxes[k] = static_cast<int>(extent[k] / cells.width) + 1;
}

template <class Space>
struct SortIntoBoxes {
  struct Count {};
  struct Scan {};
  struct Fill {};
  CellList<Space> cells;
  Positions<Space> x;
  Kokkos::View<int*, Kokkos::LayoutRight, Space> kind;
  Kokkos::View<int*, Space> cursor;

  KOKKOS_INLINE_FUNCTION int box(int i) const {
    return (cells.box_along(2, x(i, 2)) * cells.boxes[1] + cells.box_along(1, x(i, 1))) *
               cells.boxes[0] +
           cells.box_along(0, x(i, 0));
  }
  KOKKOS_INLINE_FUNCTION void operator()(Count, const int i) const {
    if (kind(i) >= 0) Kokkos::atomic_fetch_add(&cursor(box(i)), 1);
  }
  KOKKOS_INLINE_FUNCTION void operator()(Scan, const int b, int& sum, const bool final) const {
    const int here = b < static_cast<int>(cursor.extent(0)) ? cursor(b) : 0;
    if (final) {
      cells.start(b) = sum;
      if (b < static_cast<int>(cursor.extent(0))) cursor(b) = sum;
    }
    sum += here;
  }
  KOKKOS_INLINE_FUNCTION void operator()(Fill, const int i) const {
    if (kind(i) < 0) return;
    const int place = Kokkos::atomic_fetch_add(&cursor(box(i)), 1);
    cells.point(place) = i;
    for (int k = 0; k < 3; ++k) cells.position(place, k) = x(i, k);
  }
};

template <class Space>
CellList<Space> make_cell_list(const Positions<Space>& x,
                               const Kokkos::View<int*, Kokkos::LayoutRight, Space>& kind,
                               double cutoff) {
  const int n = static_cast<int>(x.extent(0));
  CellList<Space> cells;
  choose_grid(cells, x, kind, cutoff);
  const int boxes = cells.boxes[0] * cells.boxes[1] * cells.boxes[2];
  cells.start = Kokkos::View<int*, Space>("clasp::start", boxes + 1);
  cells.point = Kokkos::View<int*, Space>("clasp::point", n);
  cells.position = Positions<Space>("clasp::position", n);

  const RowOffsets& order = row_offsets(cells.reach);
  const int offsets = static_cast<int>(order.offset.size());
  cells.offsets = Kokkos::View<int* [2], Kokkos::LayoutRight, Space>("clasp::offsets", offsets);
  cells.offset_distance = Kokkos::View<double*, Space>("clasp::offset_distance", offsets);
  const auto host_offsets = Kokkos::create_mirror_view(cells.offsets);
  const auto host_distance = Kokkos::create_mirror_view(cells.offset_distance);
  for (int o = 0; o < offsets; ++o) {
    for (int k = 0; k < 2; ++k) host_offsets(o, k) = order.offset[o][k];
    host_distance(o) = order.distance2[o];
  }
  Kokkos::deep_copy(cells.offsets, host_offsets);
  Kokkos::deep_copy(cells.offset_distance, host_distance);

  using Sort = SortIntoBoxes<Space>;
  const Sort sort{cells, x, kind, Kokkos::View<int*, Space>("clasp::cursor", boxes)};
  Kokkos::parallel_for("clasp::CountPoints", Kokkos::RangePolicy<Space, typename Sort::Count>(0, n),
                       sort);
  Kokkos::parallel_scan("clasp::ScanBoxes",
                        Kokkos::RangePolicy<Space, typename Sort::Scan>(0, boxes + 1), sort);
  Kokkos::parallel_for("clasp::FillBoxes", Kokkos::RangePolicy<Space, typename Sort::Fill>(0, n),
                       sort);
  return cells;
}

}  // namespace clasp
