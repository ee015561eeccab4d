// SPDX-License-Identifier: MIT
// One snapshot on one execution space: its points, graph and features, and the order in which
// kernels run over them.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <type_traits>
#include <vector>

#include "encoder/atom_prompts.h"
#include "encoder/cell_list.h"
#include "encoder/cgcnn.h"
#include "encoder/kernels.h"
#include "encoder/reuse.h"
#include "encoder/snapshot_functors.h"
#include "encoder/ties.h"

namespace clasp {

/// Weights on the device, shared by all snapshots of a model.
template <class Space>
struct DeviceConvolution {
  Floats<Space> centre, neighbour, distance, scale, shift;
};

/// Copies a caller's array, which lies in `Memory`, into a view of its own.
template <class Memory, class View>
void copy_in(const View& view, const typename View::value_type* values) {
  using Caller = Kokkos::View<const typename View::value_type*, Kokkos::LayoutRight, Memory,
                              Kokkos::MemoryUnmanaged>;
  using Flat = Kokkos::View<typename View::value_type*, Kokkos::LayoutRight,
                            typename View::memory_space, Kokkos::MemoryUnmanaged>;
  Kokkos::deep_copy(Flat(view.data(), view.size()), Caller(values, view.size()));
}

/// Kernels in `Space`; callers' arrays lie in `Memory`.
template <class Space, class Memory = typename Space::memory_space>
class SnapshotKernels : public Kernels {
 public:
  SnapshotKernels(const CgcnnWeights& weights, const GraphSettings& graph)
      : width_(weights.width),
        table_rows_(weights.rows),
        table_spacing_(weights.spacing),
        graph_(graph),
        k_(graph.max_neighbours) {
    for (const ConvolutionWeights& c : weights.convolutions)
      convolutions_.push_back(
          {to_device<Space>(c.centre, "centre"), to_device<Space>(c.neighbour, "neighbour"),
           to_device<Space>(c.distance, "distance"), to_device<Space>(c.scale, "scale"),
           to_device<Space>(c.shift, "shift")});
  }

  void set_kinds(const std::vector<float>& embedding, const std::vector<float>& p,
                 const std::vector<float>& q, const std::vector<double>& colours) override {
    const int n = static_cast<int>(colours.size());
    kind_x_ = rows_of(embedding, n, width_);
    kind_p_ = rows_of(p, n, 2 * width_);
    kind_q_ = rows_of(q, n, 2 * width_);
    colours_ = Doubles<Space>("clasp::colours", n);
    Kokkos::deep_copy(
        colours_,
        Kokkos::View<const double*, Kokkos::HostSpace, Kokkos::MemoryUnmanaged>(colours.data(), n));
  }

  double find_neighbours(int n_local, int n_all, const double* x, const int* kind,
                         const int* owner) override;
  bool has_ties() const override;
  double* keys() override {
    prepare_keys();
    return lend(keys_);
  }
  void refine_keys() override;
  void resolve_ties() override;
  bool short_of_neighbours() const override;
  void begin(int first_row, int first_kind) override;
  void convolve(int layer) override;
  long pool(const int* mask, double* sum) const override;
  void attribute(const std::vector<MlpLayer>& head, const PromptTable& prompts, const double* mean,
                 long count, const int* mask, double* result) const override;
  void set_prompts(const std::vector<MlpLayer>& head, const PromptTable& prompts) override {
    prompts_ = std::make_unique<AtomPrompts<Space>>(head, prompts);
  }
  void match_surroundings(const int* mask, double radius, double tag,
                          double* result) const override;

  int rows() const override { return n_rows_; }
  float* features() override { return lend(x_); }
  void take_back() override {
    if (take_back_) take_back_();
    take_back_ = nullptr;
  }
  void read_features(int row, float* features) const override {
    Kokkos::deep_copy(HostFloats(features, width_), Kokkos::subview(x_, row, Kokkos::ALL));
  }
  void write_features(int row, const float* features) override {
    Kokkos::deep_copy(Kokkos::subview(x_, row, Kokkos::ALL), ConstHostFloats(features, width_));
  }
  std::vector<int> neighbours() const override { return to_host(edges_.neighbour); }
  std::vector<float> distances() const override {
    const std::vector<double> d = to_host(distance_);
    return {d.begin(), d.end()};
  }

 private:
  using HostFloats = Kokkos::View<float*, Kokkos::HostSpace, Kokkos::MemoryUnmanaged>;
  using ConstHostFloats = Kokkos::View<const float*, Kokkos::HostSpace, Kokkos::MemoryUnmanaged>;

  static Rows<Space> rows_of(const std::vector<float>& values, int n, int width) {
    Rows<Space> view("clasp::kinds", n, width);
    Kokkos::View<const float**, Kokkos::LayoutRight, Kokkos::HostSpace, Kokkos::MemoryUnmanaged>
        host(values.data(), n, width);
    Kokkos::deep_copy(view, host);
    return view;
  }

  template <class View>
  static std::vector<typename View::value_type> to_host(const View& view) {
    const auto host = Kokkos::create_mirror_view_and_copy(Kokkos::HostSpace(), view);
    return {host.data(), host.data() + host.size()};
  }

  static void copy_out(const AtomArray<Space>& values, double* result) {
    Kokkos::deep_copy(
        Kokkos::View<double**, Kokkos::LayoutRight, Kokkos::HostSpace, Kokkos::MemoryUnmanaged>(
            result, values.extent(0), values.extent(1)),
        values);
  }

  Ints<Space> copy_of_mask(const int* mask) const {
    Ints<Space> copy(Kokkos::view_alloc("clasp::mask", Kokkos::WithoutInitializing), n_local_);
    copy_in<Memory>(copy, mask);
    return copy;
  }

  /// A view's data in the memory of callers.
  template <class View>
  typename View::value_type* lend(const View& view) {
    if constexpr (std::is_same_v<Memory, typename View::memory_space>) return view.data();
    const auto copy = Kokkos::create_mirror_view_and_copy(Memory(), view);
    take_back_ = [view, copy] { Kokkos::deep_copy(view, copy); };
    return copy.data();
  }

  void prepare_keys();

  int width_, table_rows_;
  double table_spacing_;
  GraphSettings graph_;
  int k_;
  std::vector<DeviceConvolution<Space>> convolutions_;
  Doubles<Space> colours_;  ///< initial key of each kind
  Rows<Space> kind_x_, kind_p_, kind_q_;

  int n_local_ = 0, n_all_ = 0, n_rows_ = 0;
  CellList<Space> cells_;
  Positions<Space> position_;
  Ints<Space> kind_, owner_, row_kind_, neighbour_, tied_, neighbour_rows_;
  Doubles<Space> distance_;  ///< [n_local * k]
  Doubles<Space> keys_;      ///< [points]
  ClosedShells<Space> shells_;
  Edges<Space> edges_;
  Rows<Space> x_;  ///< [rows + 1][width]: the last row is the stand-in of another rank
  Rows<Space> p_, q_;
  /// What the views above show rows of.
  struct {
    Positions<Space> position;
    Ints<Space> kind, owner, neighbour, tied, row_kind, edge_row, table_row;
    Ints<Space> shell_member;
    Kokkos::View<int*, Space> shell_start;
    Doubles<Space> distance, keys, next_keys, signal, shell_length;
    Rows<Space> x, p, q, basis;
  } store_;
  std::unique_ptr<AtomPrompts<Space>> prompts_;
  std::function<void()> take_back_;  ///< where callers got a copy
};

template <class Space, class Memory>
double SnapshotKernels<Space, Memory>::find_neighbours(int n_local, int n_all, const double* x,
                                                       const int* kind, const int* owner) {
  n_local_ = n_local;
  n_all_ = n_all;
  n_rows_ = owner ? n_local : n_all;
  position_ = reuse(store_.position, "clasp::points", n_all);
  kind_ = reuse(store_.kind, "clasp::kind", n_all);
  owner_ = owner ? reuse(store_.owner, "clasp::owner", n_all) : Ints<Space>();
  copy_in<Memory>(position_, x);
  copy_in<Memory>(kind_, kind);
  if (owner) copy_in<Memory>(owner_, owner);
  shells_ = {};
  keys_ = {};
  x_ = {};  // of the last snapshot, which may have had fewer points
  neighbour_ = reuse(store_.neighbour, "clasp::neighbour", n_local * k_);
  distance_ = reuse(store_.distance, "clasp::distance", n_local * k_);
  tied_ = reuse(store_.tied, "clasp::tied", n_local);
  cells_ = make_cell_list<Space>(position_, kind_, graph_.cutoff);
  double needed = 0.0;
  Kokkos::parallel_reduce(
      "clasp::FindNearest", Kokkos::RangePolicy<Space>(0, n_local),
      FindNearest<Space>{cells_, position_, kind_, neighbour_, distance_, tied_, graph_.cutoff, k_},
      Kokkos::Max<double>(needed));
  return n_local > 0 && needed > 0.0 ? needed : 0.0;
}

template <class Space, class Memory>
bool SnapshotKernels<Space, Memory>::has_ties() const {
  int ties = 0;
  Kokkos::parallel_reduce("clasp::CountTied", Kokkos::RangePolicy<Space>(0, n_local_),
                          CountTied<Space>{tied_}, ties);
  return ties > 0;
}

template <class Space, class Memory>
void SnapshotKernels<Space, Memory>::prepare_keys() {
  if (static_cast<int>(keys_.extent(0)) == n_all_ && n_all_ > 0) return;
  keys_ = reuse(store_.keys, "clasp::keys", n_all_);
  Kokkos::parallel_for("clasp::ColourPoints", Kokkos::RangePolicy<Space>(0, n_all_),
                       ColourPoints<Space>{kind_, colours_, keys_});

  shells_ = {cells_,
             position_,
             tied_,
             neighbour_,
             distance_,
             k_,
             reuse(store_.shell_start, "clasp::shell_start", n_local_ + 1),
             {},
             {}};
  using Shells = ClosedShells<Space>;
  Kokkos::parallel_for("clasp::CountShells",
                       Kokkos::RangePolicy<Space, typename Shells::Count>(0, n_local_), shells_);
  int total = 0;
  Kokkos::parallel_scan("clasp::ScanShells",
                        Kokkos::RangePolicy<Space, typename Shells::Scan>(0, n_local_ + 1), shells_,
                        total);
  shells_.member = reuse(store_.shell_member, "clasp::shell_member", total);
  shells_.length = reuse(store_.shell_length, "clasp::shell_length", total);
  Kokkos::parallel_for("clasp::FillShells",
                       Kokkos::RangePolicy<Space, typename Shells::Fill>(0, n_local_), shells_);
}

template <class Space, class Memory>
void SnapshotKernels<Space, Memory>::refine_keys() {
  prepare_keys();
  const auto signal = reuse(store_.signal, "clasp::signal", n_rows_);
  const auto next = reuse(store_.next_keys, "clasp::next_keys", n_local_);
  Kokkos::parallel_for("clasp::SignalKeys", Kokkos::RangePolicy<Space>(0, n_rows_),
                       SignalKeys<Space>{keys_, signal});
  Kokkos::parallel_for("clasp::RefineKeys", Kokkos::RangePolicy<Space>(0, n_local_),
                       RefineKeys<Space>{shells_, owner_, keys_, signal, next});
  Kokkos::deep_copy(Kokkos::subview(keys_, std::make_pair(0, n_local_)), next);
}

template <class Space, class Memory>
void SnapshotKernels<Space, Memory>::resolve_ties() {
  prepare_keys();
  Kokkos::parallel_for("clasp::ChooseAmongEquals", Kokkos::RangePolicy<Space>(0, n_local_),
                       ChooseAmongEquals<Space>{shells_, owner_, keys_});
}

template <class Space, class Memory>
bool SnapshotKernels<Space, Memory>::short_of_neighbours() const {
  int count = 0;
  Kokkos::parallel_reduce("clasp::CountShort", Kokkos::RangePolicy<Space>(0, n_local_),
                          CountShort<Space>{kind_, neighbour_, k_}, count);
  return count > 0;
}

template <class Space, class Memory>
void SnapshotKernels<Space, Memory>::begin(int first_row, int first_kind) {
  const int w = width_, n_edges = n_local_ * k_;
  x_ = reuse(store_.x, "clasp::features", n_rows_ + 1, w);
  if (!kOnHost<Space>) p_ = reuse(store_.p, "clasp::P", n_local_, 2 * w);
  q_ = reuse(store_.q, "clasp::Q", n_rows_ + 1, 2 * w);
  row_kind_ = reuse(store_.row_kind, "clasp::row_kind", n_rows_ + 1);
  const auto rows = std::make_pair(0, n_rows_);
  Kokkos::deep_copy(Kokkos::subview(row_kind_, rows), Kokkos::subview(kind_, rows));
  Kokkos::deep_copy(Kokkos::subview(row_kind_, n_rows_), first_kind);

  edges_ = {reuse(store_.edge_row, "clasp::edge_row", n_edges),
            reuse(store_.table_row, "clasp::table_row", n_edges),
            reuse(store_.basis, "clasp::basis", n_edges, 4), k_};
  const Kokkos::RangePolicy<Space> all_edges(0, n_edges);
  Kokkos::parallel_for("clasp::NumberEdges", all_edges,
                       NumberEdges<Space>{neighbour_, owner_, edges_.neighbour, distance_,
                                          first_row, graph_.cutoff + 1.0});
  Kokkos::parallel_for(
      "clasp::PlaceInTable", all_edges,
      PlaceInTable<Space>{distance_, edges_, 1.0 / table_spacing_, table_rows_ - 2});

  using ListRows = ListNeighbourRows<Space>;
  const ListRows list{edges_.neighbour, Ints<Space>("clasp::flag", n_rows_ + 1),
                      Ints<Space>("clasp::neighbour_rows", n_rows_ + 1)};
  int count = 0;
  Kokkos::parallel_for("clasp::FlagRows",
                       Kokkos::RangePolicy<Space, typename ListRows::Flag>(0, n_edges), list);
  Kokkos::parallel_scan("clasp::ListRows",
                        Kokkos::RangePolicy<Space, typename ListRows::List>(0, n_rows_ + 1), list,
                        count);
  neighbour_rows_ = Kokkos::subview(list.list, std::make_pair(0, count));
}

template <class Space, class Memory>
void SnapshotKernels<Space, Memory>::convolve(int layer) {
  const DeviceConvolution<Space>& c = convolutions_[layer];
  const int w = width_;
  const bool by_kind = layer == 0;  // its input depends on the kind of atom alone
  const bool makes_p = kOnHost<Space> && !by_kind;
  if (!by_kind) {
    if (!makes_p)
      NodeProduct<Space>{{x_.data(), c.centre.data(), p_.data(), nullptr, n_local_, w}}.run();
    NodeProduct<Space>{{x_.data(), c.neighbour.data(), q_.data(), neighbour_rows_.data(),
                        static_cast<int>(neighbour_rows_.extent(0)), w}}
        .run();
  }
  EdgeConvolution<Space>{{edges_.neighbour.data(), edges_.table_row.data(), edges_.basis.data(),
                          by_kind ? row_kind_.data() : nullptr, (by_kind ? kind_p_ : p_).data(),
                          (by_kind ? kind_q_ : q_).data(), (by_kind ? kind_x_ : x_).data(),
                          x_.data(), c.distance.data(), c.scale.data(), c.shift.data(), k_, w},
                         n_local_,
                         makes_p ? c.centre.data() : nullptr}
      .run();
}

template <class Space, class Memory>
long SnapshotKernels<Space, Memory>::pool(const int* pooled, double* sum) const {
  const Ints<Space> mask = pooled ? copy_of_mask(pooled) : Ints<Space>();
  const int w = width_;
  Kokkos::View<double*, Space> total("clasp::pool", w);
  Kokkos::parallel_for("clasp::PoolFeatures",
                       Kokkos::RangePolicy<Space>(0, w / PoolFeatures<Space>::kC),
                       PoolFeatures<Space>{x_, mask, kind_, total, n_local_});
  Kokkos::deep_copy(Kokkos::View<double*, Kokkos::HostSpace, Kokkos::MemoryUnmanaged>(sum, w),
                    total);
  long count = 0;
  Kokkos::parallel_reduce("clasp::CountPooled", Kokkos::RangePolicy<Space>(0, n_local_),
                          CountPooled<Space>{kind_, mask}, count);
  return count;
}

template <class Space, class Memory>
void SnapshotKernels<Space, Memory>::attribute(const std::vector<MlpLayer>& head,
                                               const PromptTable& prompts, const double* mean,
                                               long count, const int* mask, double* result) const {
  const AtomArray<Space> values("clasp::attributions", n_local_, prompts.prompts());
  clasp::attribute<Space>(x_, kind_, head, prompts, mean, static_cast<double>(count),
                          copy_of_mask(mask), values);
  copy_out(values, result);
}

template <class Space, class Memory>
void SnapshotKernels<Space, Memory>::match_surroundings(const int* mask, double radius, double tag,
                                                        double* result) const {
  const Ints<Space> list("clasp::pooled", n_local_);
  int count = 0;
  Kokkos::parallel_scan("clasp::ListPooled", Kokkos::RangePolicy<Space>(0, n_local_),
                        ListPooled<Space>{copy_of_mask(mask), kind_, list}, count);
  const double inside = radius - kTieTolerance;  // a point at exactly the radius does not count
  const AtomArray<Space> values("clasp::percentiles", n_local_, prompts_->prompts() + 1);
  prompts_->match({make_cell_list<Space>(position_, kind_, inside), position_, owner_, x_, inside},
                  Kokkos::subview(list, std::make_pair(0, count)), tag, values);
  copy_out(values, result);
}

}  // namespace clasp
