// SPDX-License-Identifier: MIT
// Which of several equally distant atoms become neighbours. The choice follows keys that depend on
// an atom's surroundings alone, so that atom order, orientation, choice of cell and number of ranks
// cannot matter: after r rounds a key has seen the complete shells r bonds away (the colour
// refinement of Weisfeiler and Leman with real colours).
#pragma once

#include <Kokkos_Core.hpp>

#include "encoder/neighbour_search.h"

namespace clasp {

/// For every point 0..n-1: all points up to its last neighbour's distance, equals included ("closed
/// shells").
template <class Space>
struct ClosedShells {
  struct Count {};
  struct Fill {};
  struct Scan {};
  CellList<Space> cells;
  Positions<Space> x;
  Kokkos::View<int*, Kokkos::LayoutRight, Space> kind, neighbour;
  Kokkos::View<double*, Space> distance;
  int k;
  Kokkos::View<int*, Space> start;      ///< [n + 1]
  Kokkos::View<int*, Space> member;     ///< points
  Kokkos::View<double*, Space> length;  ///< their distances

  KOKKOS_INLINE_FUNCTION double shell_limit(int i) const {
    int last = k - 1;
    while (last >= 0 && neighbour(i * k + last) < 0) --last;
    if (last < 0) return -1.0;
    const double r = distance(i * k + last) + kTieTolerance;
    return r * r;
  }
  template <class Visit>
  KOKKOS_INLINE_FUNCTION void visit_shells(int i, const Visit& visit) const {
    double limit = kind(i) < 0 ? -1.0 : shell_limit(i);
    if (limit < 0.0) return;
    const double at[3] = {x(i, 0), x(i, 1), x(i, 2)};
    cells.for_each_near(at, limit, [&](const int j, const double r2) {
      if (j != i) visit(j, r2);
    });
  }
  KOKKOS_INLINE_FUNCTION void operator()(Count, const int i) const {
    int count = 0;
    visit_shells(i, [&](int, double) { ++count; });
    start(i) = count;
  }
  KOKKOS_INLINE_FUNCTION void operator()(Scan, const int i, int& sum, const bool final) const {
    const int here = i + 1 < static_cast<int>(start.extent(0)) ? start(i) : 0;
    if (final) start(i) = sum;
    sum += here;
  }
  KOKKOS_INLINE_FUNCTION void operator()(Fill, const int i) const {
    int place = start(i);
    visit_shells(i, [&](const int j, const double r2) {
      member(place) = j;
      length(place++) = sqrt(r2);
    });
  }
};

/// One round of refinement: a key takes in the keys of its closed shells, weighted by distance. The
/// sine keeps keys bounded and sums of different surroundings apart.
template <class Space>
struct RefineKeys {
  Kokkos::View<int*, Space> start, member;
  Kokkos::View<int*, Kokkos::LayoutRight, Space>
      owner;  ///< empty, or the local point each point is an image of
  Kokkos::View<double*, Space> length, key, next;

  KOKKOS_INLINE_FUNCTION void operator()(const int i) const {
    double sum = 0.0;
    for (int n = start(i); n < start(i + 1); ++n) {
      const int j = owner.extent(0) ? owner(member(n)) : member(n);
      sum += (1.5 + sin(3.0 * key(j))) / (1.0 + length(n) * length(n));
    }
    next(i) = 0.5 * key(i) + sum;
  }
};

/// Fills the places that equals compete for in order of their keys.
template <class Space>
struct ChooseAmongEquals {
  ClosedShells<Space> shells;
  Kokkos::View<int*, Kokkos::LayoutRight, Space> owner, tied;
  Kokkos::View<double*, Space> key;

  KOKKOS_INLINE_FUNCTION void operator()(const int i) const {
    if (!tied(i)) return;
    const int k = shells.k;
    const double edge = shells.distance(i * k + k - 1) - kTieTolerance;
    int fixed = 0;  // places of nearer neighbours, which nobody contests
    while (fixed < k && shells.distance(i * k + fixed) < edge) ++fixed;
    double after = -1e300;  // key and member of the last one chosen
    int after_member = -1;
    for (int place = fixed; place < k; ++place) {
      int best = -1;
      double best_key = 1e300;
      for (int n = shells.start(i); n < shells.start(i + 1); ++n) {
        if (shells.length(n) < edge) continue;
        const int j = shells.member(n);
        const double own = key(owner.extent(0) ? owner(j) : j);
        const bool later = own > after || (own == after && j > after_member);
        if (later && (own < best_key || (own == best_key && j < shells.member(best)))) {
          best = n;
          best_key = own;
        }
      }
      if (best < 0) return;  // cannot happen with finite coordinates
      shells.neighbour(i * k + place) = shells.member(best);
      shells.distance(i * k + place) = shells.length(best);
      after = best_key;
      after_member = shells.member(best);
    }
  }
};

}  // namespace clasp
