// SPDX-License-Identifier: MIT
// The small loops over a snapshot's atoms and edges.
#pragma once

#include "encoder/cgcnn.h"

namespace clasp {

/// Feature rows of neighbours from point numbers, and the stand-in for missing ones.
template <class Space>
struct NumberEdges {
  Ints<Space> point, owner, edge_row;
  Doubles<Space> distance;
  int stand_in;  ///< row of the first atom, -1: missing edges stay missing
  double stand_in_distance;

  KOKKOS_INLINE_FUNCTION void operator()(const int e) const {
    const int j = point(e);
    edge_row(e) = j < 0 ? stand_in : (owner.extent(0) ? owner(j) : j);
    if (j < 0 && stand_in >= 0) distance(e) = stand_in_distance;
  }
};

/// Flags, then lists, the feature rows that some atom has as neighbour: ghosts that nobody needs
/// cost nothing.
template <class Space>
struct ListNeighbourRows {
  struct Flag {};
  struct List {};
  Ints<Space> edge_row, flag, list;

  KOKKOS_INLINE_FUNCTION void operator()(Flag, const int e) const {
    if (edge_row(e) >= 0) flag(edge_row(e)) = 1;
  }
  KOKKOS_INLINE_FUNCTION void operator()(List, const int row, int& sum, const bool final) const {
    if (final && flag(row)) list(sum) = row;
    sum += flag(row);
  }
};

template <class Space>
struct CountTied {
  Ints<Space> tied;
  KOKKOS_INLINE_FUNCTION void operator()(const int i, int& sum) const { sum += tied(i); }
};

template <class Space>
struct ColourPoints {
  Ints<Space> kind;
  Doubles<Space> colours, keys;
  KOKKOS_INLINE_FUNCTION void operator()(const int i) const {
    keys(i) = kind(i) < 0 ? 0.0 : colours(kind(i));
  }
};

template <class Space>
struct CountShort {
  Ints<Space> kind, neighbour;
  int k;
  KOKKOS_INLINE_FUNCTION void operator()(const int i, int& sum) const {
    sum += kind(i) >= 0 && neighbour(i * k + k - 1) < 0;
  }
};

template <class Space>
struct CountPooled {
  Ints<Space> kind, mask;
  KOKKOS_INLINE_FUNCTION void operator()(const int i, long& sum) const {
    sum += kind(i) >= 0 && (mask.extent(0) == 0 || mask(i) != 0);
  }
};

}  // namespace clasp
