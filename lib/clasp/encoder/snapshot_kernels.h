// SPDX-License-Identifier: MIT
// One snapshot on one execution space: its points, graph and features, and the order in which
// kernels run over them.
#pragma once

#include <vector>

#include "encoder/cell_list.h"
#include "encoder/cgcnn.h"
#include "encoder/ties.h"

namespace clasp {

/// Weights on the device, shared by all snapshots of a model.
template <class Space>
struct DeviceConvolution {
  Floats<Space> centre, neighbour, distance, scale, shift;
};

/// Feature rows of neighbours from point numbers, and the stand-in for missing ones.
template <class Space>
struct NumberEdges {
  Ints<Space> point, owner, edge_row;
  Kokkos::View<double*, Space> distance;
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
class SnapshotKernels {
 public:
  SnapshotKernels(const CgcnnWeights& weights, const GraphSettings& graph)
      : weights_(weights), graph_(graph), k_(graph.max_neighbours) {
    for (const ConvolutionWeights& c : weights.convolutions)
      convolutions_.push_back(
          {to_device<Space>(c.centre, "centre"), to_device<Space>(c.neighbour, "neighbour"),
           to_device<Space>(c.distance, "distance"), to_device<Space>(c.scale, "scale"),
           to_device<Space>(c.shift, "shift")});
  }

  void set_kinds(const std::vector<float>& embedding, const std::vector<float>& p,
                 const std::vector<float>& q, const std::vector<double>& colours) {
    const int w = weights_.width, n = static_cast<int>(colours.size());
    kind_x_ = rows_of(embedding, n, w);
    kind_p_ = rows_of(p, n, 2 * w);
    kind_q_ = rows_of(q, n, 2 * w);
    colours_ = colours;
  }

  /// Steps of SnapshotEncoder, with views already on the device.
  double find_neighbours(int n_local, const Positions<Space>& x, const Ints<Space>& kind,
                         const Ints<Space>& owner);
  int count_ties() const;
  void start_keys();
  void refine_keys();
  void resolve_ties();
  bool short_of_neighbours() const;
  void begin(int first_row, int first_kind);
  void convolve(int layer);
  long pool(const Ints<Space>& mask, double* sum) const;

  int rows() const { return n_rows_; }
  Rows<Space> x;  ///< [rows + 1][width]: the last row is the stand-in of another rank
  Kokkos::View<double*, Space> keys;  ///< [points]
  Edges<Space> edges;
  Kokkos::View<double*, Space> distance;

 private:
  static Rows<Space> rows_of(const std::vector<float>& values, int n, int width) {
    Rows<Space> view("clasp::kinds", n, width);
    Kokkos::View<const float**, Kokkos::LayoutRight, Kokkos::HostSpace, Kokkos::MemoryUnmanaged>
        host(values.data(), n, width);
    Kokkos::deep_copy(view, host);
    return view;
  }

  CgcnnWeights weights_;
  GraphSettings graph_;
  int k_;
  std::vector<DeviceConvolution<Space>> convolutions_;
  std::vector<double> colours_;  ///< initial key of each kind
  Rows<Space> kind_x_, kind_p_, kind_q_;

  int n_local_ = 0, n_all_ = 0, n_rows_ = 0;
  CellList<Space> cells_;
  Positions<Space> position_;
  Ints<Space> kind_, owner_, row_kind_, neighbour_, tied_, neighbour_rows_;
  ClosedShells<Space> shells_;
  Rows<Space> p_, q_;
};

template <class Space>
double SnapshotKernels<Space>::find_neighbours(int n_local, const Positions<Space>& position,
                                               const Ints<Space>& kind, const Ints<Space>& owner) {
  n_local_ = n_local;
  n_all_ = static_cast<int>(position.extent(0));
  n_rows_ = owner.extent(0) ? n_local : n_all_;
  position_ = position;
  kind_ = kind;
  owner_ = owner;
  shells_ = {};
  neighbour_ = Ints<Space>("clasp::neighbour", n_local * k_);
  distance = Kokkos::View<double*, Space>("clasp::distance", n_local * k_);
  tied_ = Ints<Space>("clasp::tied", n_local);
  cells_ = make_cell_list<Space>(position_, kind_, graph_.cutoff);
  double needed = 0.0;
  Kokkos::parallel_reduce(
      "clasp::FindNearest", Kokkos::RangePolicy<Space>(0, n_local),
      FindNearest<Space>{cells_, position_, kind_, neighbour_, distance, tied_, graph_.cutoff, k_},
      Kokkos::Max<double>(needed));
  return n_local > 0 && needed > 0.0 ? needed : 0.0;
}

template <class Space>
struct CountTied {
  Ints<Space> tied;
  KOKKOS_INLINE_FUNCTION void operator()(const int i, int& sum) const { sum += tied(i); }
};

template <class Space>
int SnapshotKernels<Space>::count_ties() const {
  int ties = 0;
  Kokkos::parallel_reduce("clasp::CountTied", Kokkos::RangePolicy<Space>(0, n_local_),
                          CountTied<Space>{tied_}, ties);
  return ties;
}

template <class Space>
void SnapshotKernels<Space>::start_keys() {
  keys = Kokkos::View<double*, Space>("clasp::keys", n_all_);
  const auto host_kind = Kokkos::create_mirror_view_and_copy(Kokkos::HostSpace(), kind_);
  const auto host_keys = Kokkos::create_mirror_view(keys);
  for (int i = 0; i < n_all_; ++i) host_keys(i) = host_kind(i) < 0 ? 0.0 : colours_[host_kind(i)];
  Kokkos::deep_copy(keys, host_keys);

  shells_ = {cells_,
             position_,
             kind_,
             neighbour_,
             distance,
             k_,
             Kokkos::View<int*, Space>("clasp::shell_start", n_local_ + 1),
             {},
             {}};
  using Shells = ClosedShells<Space>;
  Kokkos::parallel_for("clasp::CountShells",
                       Kokkos::RangePolicy<Space, typename Shells::Count>(0, n_local_), shells_);
  int total = 0;
  Kokkos::parallel_scan("clasp::ScanShells",
                        Kokkos::RangePolicy<Space, typename Shells::Scan>(0, n_local_ + 1), shells_,
                        total);
  shells_.member = Kokkos::View<int*, Space>("clasp::shell_member", total);
  shells_.length = Kokkos::View<double*, Space>("clasp::shell_length", total);
  Kokkos::parallel_for("clasp::FillShells",
                       Kokkos::RangePolicy<Space, typename Shells::Fill>(0, n_local_), shells_);
}

template <class Space>
void SnapshotKernels<Space>::refine_keys() {
  Kokkos::View<double*, Space> next("clasp::next_keys", n_all_);
  Kokkos::parallel_for(
      "clasp::RefineKeys", Kokkos::RangePolicy<Space>(0, n_local_),
      RefineKeys<Space>{shells_.start, shells_.member, owner_, shells_.length, keys, next});
  Kokkos::deep_copy(keys, next);
}

template <class Space>
void SnapshotKernels<Space>::resolve_ties() {
  Kokkos::parallel_for("clasp::ChooseAmongEquals", Kokkos::RangePolicy<Space>(0, n_local_),
                       ChooseAmongEquals<Space>{shells_, owner_, tied_, keys});
}

template <class Space>
struct CountShort {
  Ints<Space> kind, neighbour;
  int k;
  KOKKOS_INLINE_FUNCTION void operator()(const int i, int& sum) const {
    sum += kind(i) >= 0 && neighbour(i * k + k - 1) < 0;
  }
};

template <class Space>
bool SnapshotKernels<Space>::short_of_neighbours() const {
  int count = 0;
  Kokkos::parallel_reduce("clasp::CountShort", Kokkos::RangePolicy<Space>(0, n_local_),
                          CountShort<Space>{kind_, neighbour_, k_}, count);
  return count > 0;
}

template <class Space>
void SnapshotKernels<Space>::begin(int first_row, int first_kind) {
  const int w = weights_.width, n_edges = n_local_ * k_;
  x = Rows<Space>("clasp::features", n_rows_ + 1, w);
  p_ = Rows<Space>("clasp::P", n_local_, 2 * w);
  q_ = Rows<Space>("clasp::Q", n_rows_ + 1, 2 * w);
  row_kind_ = Ints<Space>("clasp::row_kind", n_rows_ + 1);
  const auto rows = std::make_pair(0, n_rows_);
  Kokkos::deep_copy(Kokkos::subview(row_kind_, rows), Kokkos::subview(kind_, rows));
  Kokkos::deep_copy(Kokkos::subview(row_kind_, n_rows_), first_kind);

  edges = {Ints<Space>("clasp::edge_row", n_edges), Ints<Space>("clasp::table_row", n_edges),
           Rows<Space>("clasp::basis", n_edges, 4), k_};
  const Kokkos::RangePolicy<Space> all_edges(0, n_edges);
  Kokkos::parallel_for("clasp::NumberEdges", all_edges,
                       NumberEdges<Space>{neighbour_, owner_, edges.neighbour, distance, first_row,
                                          graph_.cutoff + 1.0});
  Kokkos::parallel_for(
      "clasp::PlaceInTable", all_edges,
      PlaceInTable<Space>{distance, edges, 1.0 / weights_.spacing, weights_.rows - 2});

  using ListRows = ListNeighbourRows<Space>;
  const ListRows list{edges.neighbour, Ints<Space>("clasp::flag", n_rows_ + 1),
                      Ints<Space>("clasp::neighbour_rows", n_rows_ + 1)};
  int count = 0;
  Kokkos::parallel_for("clasp::FlagRows",
                       Kokkos::RangePolicy<Space, typename ListRows::Flag>(0, n_edges), list);
  Kokkos::parallel_scan("clasp::ListRows",
                        Kokkos::RangePolicy<Space, typename ListRows::List>(0, n_rows_ + 1), list,
                        count);
  neighbour_rows_ = Kokkos::subview(list.list, std::make_pair(0, count));
}

template <class Space>
void SnapshotKernels<Space>::convolve(int layer) {
  const DeviceConvolution<Space>& c = convolutions_[layer];
  const int w = weights_.width;
  if (layer == 0) {
    EdgeConvolution<Space>{edges,      kind_p_, kind_q_, kind_x_,  x, row_kind_,
                           c.distance, c.scale, c.shift, n_local_, w}
        .run();
    return;
  }
  NodeProduct<Space>{x, p_, c.centre, {}, n_local_, w}.run();
  NodeProduct<Space>{
      x, q_, c.neighbour, neighbour_rows_, static_cast<int>(neighbour_rows_.extent(0)), w}
      .run();
  EdgeConvolution<Space>{edges, p_, q_, x, x, {}, c.distance, c.scale, c.shift, n_local_, w}.run();
}

template <class Space>
struct CountPooled {
  Ints<Space> kind, mask;
  KOKKOS_INLINE_FUNCTION void operator()(const int i, long& sum) const {
    sum += kind(i) >= 0 && (mask.extent(0) == 0 || mask(i) != 0);
  }
};

template <class Space>
long SnapshotKernels<Space>::pool(const Ints<Space>& mask, double* sum) const {
  const int w = weights_.width;
  Kokkos::View<double*, Space> total("clasp::pool", w);
  Kokkos::parallel_for("clasp::PoolFeatures",
                       Kokkos::RangePolicy<Space>(0, w / Blocking<Space>::kChannels),
                       PoolFeatures<Space>{x, mask, kind_, total, n_local_});
  Kokkos::deep_copy(Kokkos::View<double*, Kokkos::HostSpace, Kokkos::MemoryUnmanaged>(sum, w),
                    total);
  long count = 0;
  Kokkos::parallel_reduce("clasp::CountPooled", Kokkos::RangePolicy<Space>(0, n_local_),
                          CountPooled<Space>{kind_, mask}, count);
  return count;
}

}  // namespace clasp
