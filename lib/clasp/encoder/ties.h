// SPDX-License-Identifier: MIT
// Which of several equally distant atoms become neighbours. The choice follows keys that depend on
// an atom's surroundings alone, so that atom order, orientation, choice of cell and number of ranks
// cannot matter: after r rounds a key has seen the complete shells r bonds away (the colour
// refinement of Weisfeiler and Leman with real colours).
#pragma once

#include <Kokkos_Core.hpp>

#include "encoder/neighbour_search.h"

namespace clasp {

/// For tied points among 0..n-1: all points up to the last neighbour's distance, equals included
/// ("closed shells"). Those of other points are their neighbours.
template <class Space>
struct ClosedShells {
  struct Count {};
  struct Fill {};
  struct Scan {};
  CellList<Space> cells;
  Positions<Space> x;
  Kokkos::View<int*, Kokkos::LayoutRight, Space> tied, neighbour;
  Kokkos::View<double*, Space> distance;
  int k;
  Kokkos::View<int*, Space> start;      ///< [n + 1]
  Kokkos::View<int*, Space> member;     ///< points
  Kokkos::View<double*, Space> length;  ///< their distances

  KOKKOS_INLINE_FUNCTION double shell_limit(int i) const {
    const double r = distance(i * k + k - 1) + kTieTolerance;  // tied: all places are taken
    return r * r;
  }
  template <class Visit>
  KOKKOS_INLINE_FUNCTION void visit_shells(int i, const Visit& visit) const {
    if (!tied(i)) return;
    double limit = shell_limit(i);
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

/// What a key tells the keys around it. The sine keeps keys bounded and sums of different
/// surroundings apart.
template <class Space>
struct SignalKeys {
  Kokkos::View<double*, Space> key, signal;
  KOKKOS_INLINE_FUNCTION void operator()(const int i) const { signal(i) = 1.5 + sin(3.0 * key(i)); }
};

/// One round of refinement: a key takes in the keys of its closed shells, weighted by distance.
template <class Space>
struct RefineKeys {
  ClosedShells<Space> shells;
  Kokkos::View<int*, Kokkos::LayoutRight, Space>
      owner;  ///< empty, or the local point each point is an image of
  Kokkos::View<double*, Space> key, signal, next;

  KOKKOS_INLINE_FUNCTION double share(int j, double length) const {
    return signal(owner.extent(0) ? owner(j) : j) / (1.0 + length * length);
  }
  KOKKOS_INLINE_FUNCTION void operator()(const int i) const {
    double sum = 0.0;
    if (shells.tied(i))
      for (int n = shells.start(i); n < shells.start(i + 1); ++n)
        sum += share(shells.member(n), shells.length(n));
    else
      for (int n = i * shells.k; n < (i + 1) * shells.k && shells.neighbour(n) >= 0; ++n)
        sum += share(shells.neighbour(n), shells.distance(n));
    next(i) = 0.5 * key(i) + sum;
  }
};

/// Fills the places that equals compete for in order of their keys.
template <class Space>
struct ChooseAmongEquals {
  ClosedShells<Space> shells;
  Kokkos::View<int*, Kokkos::LayoutRight, Space> owner;
  Kokkos::View<double*, Space> key;

  KOKKOS_INLINE_FUNCTION void operator()(const int i) const {
    if (!shells.tied(i)) return;
    const int k = shells.k;
    const double edge = shells.distance(i * k + k - 1) - kTieTolerance;
    int fixed = 0;  // places of nearer neighbours, which nobody contests
    while (fixed < k && shells.distance(i * k + fixed) < edge) ++fixed;
    int chosen[kMaxNeighbours], count = 0;  // members with the lowest keys, in order
    double chosen_key[kMaxNeighbours];
    for (int n = shells.start(i); n < shells.start(i + 1); ++n) {
      if (shells.length(n) < edge) continue;
      const int j = shells.member(n);
      const double own = key(owner.extent(0) ? owner(j) : j);
      int place = count < k - fixed ? count++ : k - fixed;
      for (; place > 0; --place) {
        const double before = chosen_key[place - 1];
        if (before < own || (before == own && shells.member(chosen[place - 1]) < j)) break;
        if (place == k - fixed) continue;
        chosen[place] = chosen[place - 1];
        chosen_key[place] = before;
      }
      if (place == k - fixed) continue;
      chosen[place] = n;
      chosen_key[place] = own;
    }
    for (int c = 0; c < count; ++c) {
      shells.neighbour(i * k + fixed + c) = shells.member(chosen[c]);
      shells.distance(i * k + fixed + c) = shells.length(chosen[c]);
    }
  }
};

}  // namespace clasp
