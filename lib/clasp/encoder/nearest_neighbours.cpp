// SPDX-License-Identifier: MIT
// Neighbour lists as displacement vectors, for training: the encoder's search without the encoder.
#include <Kokkos_Core.hpp>
#include <algorithm>

#include "core/error.h"
#include "core/periodic.h"
#include "encoder/cell_list.h"
#include "encoder/snapshot_encoder.h"

namespace clasp {
namespace {

using Host = Kokkos::DefaultHostExecutionSpace;
using HostInts = Kokkos::View<int*, Kokkos::LayoutRight, Host>;

/// Fills the list from the points given; returns the distance within which they must have been
/// complete.
double search(const PointCloud& cloud, double cutoff, NeighbourList& list) {
  const int n = static_cast<int>(cloud.position.size()), k = list.k;
  Positions<Host> x("points", n);
  std::copy_n(cloud.position.data()->data(), 3 * static_cast<std::size_t>(n), x.data());
  const HostInts kind("kind", n), neighbour("neighbour", cloud.n_local * k),
      tied("tied", cloud.n_local);
  const Kokkos::View<double*, Host> distance("distance", cloud.n_local * k);
  const auto cells = make_cell_list<Host>(x, kind, cutoff);
  double needed = 0.0;
  Kokkos::parallel_reduce("clasp::FindNearest", Kokkos::RangePolicy<Host>(0, cloud.n_local),
                          FindNearest<Host>{cells, x, kind, neighbour, distance, tied, cutoff, k},
                          Kokkos::Max<double>(needed));
  for (int e = 0; e < cloud.n_local * k; ++e) {
    const int j = neighbour(e);
    list.index[e] = j < 0 ? -1 : cloud.owner[j];
    list.vector[e] = j < 0 ? Vec3{} : cloud.position[j] - cloud.position[e / k];
  }
  return needed;
}

}  // namespace

NeighbourList nearest_neighbours(const Structure& s, int k, double cutoff) {
  static const KernelRuntime runtime;
  if (k < 1 || k > kMaxNeighbours)
    throw Error(
        "nearest_neighbours", "",
        "k = " + std::to_string(k) + " is not between 1 and " + std::to_string(kMaxNeighbours));
  if (!s.sites.empty() && !(s.volume() > 1e-3))
    throw Error("nearest_neighbours", "", "the cell has zero volume");
  NeighbourList list;
  list.k = k;
  list.index.resize(s.sites.size() * k);
  list.vector.resize(s.sites.size() * k);
  for (double radius = starting_radius(s, k, cutoff); !s.sites.empty();
       radius = std::min(cutoff, 1.4 * radius)) {
    const double needed = search(points_within(s, radius + kTieTolerance), cutoff, list);
    if (needed <= radius + kTieTolerance || radius >= cutoff) break;
  }
  return list;
}

}  // namespace clasp
