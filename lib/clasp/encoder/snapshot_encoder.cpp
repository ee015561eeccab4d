// SPDX-License-Identifier: MIT
#include "encoder/snapshot_encoder.h"

#include <Kokkos_Core.hpp>
#include <algorithm>
#include <cmath>

#include "core/elements.h"
#include "core/error.h"
#include "encoder/snapshot_kernels.h"

namespace clasp {
namespace {

using Host = Kokkos::DefaultHostExecutionSpace;

/// Copies a caller's array into a view of its own.
Ints<Host> copy_ints(const int* values, int n) {
  Ints<Host> view(Kokkos::view_alloc("clasp::ints", Kokkos::WithoutInitializing), n);
  std::copy(values, values + n, view.data());
  return view;
}

/// A number per kind that differs whenever the feature rows do: where tie keys start from.
double colour_of(const std::array<float, kElementFeatures>& row) {
  double colour = 0.0;
  for (int k = 0; k < kElementFeatures; ++k) colour += row[k] * std::sin(1.0 + 0.7 * k);
  return colour;
}

/// y[n] = x[n] W for a few rows in double precision.
std::vector<float> product(const std::vector<float>& x, int rows, int in,
                           const std::vector<float>& weights, const std::vector<float>* bias) {
  const int out = static_cast<int>(weights.size()) / in;
  std::vector<float> y(static_cast<std::size_t>(rows) * out);
  for (int n = 0; n < rows; ++n)
    for (int o = 0; o < out; ++o) {
      double sum = bias ? (*bias)[o] : 0.0;
      for (int i = 0; i < in; ++i) sum += static_cast<double>(x[n * in + i]) * weights[i * out + o];
      y[n * out + o] = static_cast<float>(sum);
    }
  return y;
}

}  // namespace

KernelRuntime::KernelRuntime() {
  if (Kokkos::is_initialized()) return;
  Kokkos::initialize();
  owned_ = true;
}

KernelRuntime::~KernelRuntime() {
  if (owned_ && Kokkos::is_initialized()) Kokkos::finalize();
}

struct SnapshotEncoder::Kernels {
  CgcnnWeights weights;
  Padding padding;
  SnapshotKernels<Host> run;
  int n_local = 0, n_all = 0;
  int first_local = -1, first_kind = 0;
  bool short_of_neighbours = false, tied = false;

  Kernels(const ModelFile& model)
      : weights(fold_weights(model)),
        padding(model.settings().graph.padding),
        run(weights, model.settings().graph) {}

  /// Row whose features stand for missing neighbours, -1 for none.
  int stand_in_row() const {
    if (padding != Padding::kFirstAtom) return -1;
    return first_local >= 0 ? first_local : run.rows();
  }
};

namespace {
void start_runtime() {
  static KernelRuntime runtime;
}
}  // namespace

SnapshotEncoder::SnapshotEncoder(const ModelFile& model, const KindFeatures& kinds) {
  start_runtime();
  kernels_ = std::make_unique<Kernels>(model);
  set_kinds(kinds);
}

SnapshotEncoder::~SnapshotEncoder() = default;
SnapshotEncoder::SnapshotEncoder(SnapshotEncoder&&) noexcept = default;
SnapshotEncoder& SnapshotEncoder::operator=(SnapshotEncoder&&) noexcept = default;

void SnapshotEncoder::set_kinds(const KindFeatures& kinds) {
  const CgcnnWeights& w = kernels_->weights;
  const int n = static_cast<int>(kinds.size());
  std::vector<float> features;
  std::vector<double> colours;
  for (const auto& row : kinds) {
    features.insert(features.end(), row.begin(), row.end());
    colours.push_back(colour_of(row));
  }
  const std::vector<float> x =
      product(features, n, kElementFeatures, w.embedding, &w.embedding_bias);
  const ConvolutionWeights& first = w.convolutions.front();
  kernels_->run.set_kinds(x, product(x, n, w.width, first.centre, nullptr),
                          product(x, n, w.width, first.neighbour, nullptr), colours);
}

int SnapshotEncoder::layers() const {
  return static_cast<int>(kernels_->weights.convolutions.size());
}
int SnapshotEncoder::width() const {
  return kernels_->weights.width;
}
int SnapshotEncoder::embedding_size() const {
  return kernels_->weights.head.back().out;
}

double SnapshotEncoder::set_points(int n_local, int n_all, const double* x, const int* kind,
                                   const int* owner) {
  Kernels& k = *kernels_;
  k.n_local = n_local;
  k.n_all = n_all;
  k.first_local = n_local > 0 ? 0 : -1;
  Positions<Host> position(Kokkos::view_alloc("clasp::points", Kokkos::WithoutInitializing), n_all);
  std::copy(x, x + 3 * static_cast<std::size_t>(n_all), position.data());
  const double needed = k.run.find_neighbours(n_local, position, copy_ints(kind, n_all),
                                              owner ? copy_ints(owner, n_all) : Ints<Host>());
  k.tied = k.run.count_ties() > 0;
  k.short_of_neighbours = k.run.short_of_neighbours();
  k.run.keys = {};
  k.run.x = {};  // of the last snapshot, which may have had fewer points
  return needed;
}

bool SnapshotEncoder::has_ties() const {
  return kernels_->tied;
}
int SnapshotEncoder::tie_rounds() const {
  return layers();
}

double* SnapshotEncoder::tie_keys() {
  SnapshotKernels<Host>& run = kernels_->run;
  if (static_cast<int>(run.keys.extent(0)) != kernels_->n_all || kernels_->n_all == 0)
    run.start_keys();
  return run.keys.data();
}

void SnapshotEncoder::refine_ties() {
  tie_keys();
  kernels_->run.refine_keys();
}

void SnapshotEncoder::resolve_ties() {
  if (!kernels_->tied) return;
  tie_keys();
  kernels_->run.resolve_ties();
}

void SnapshotEncoder::set_first_atom(int local_index) {
  kernels_->first_local = local_index;
}

bool SnapshotEncoder::needs_first_atom() const {
  return kernels_->padding == Padding::kFirstAtom && kernels_->short_of_neighbours;
}

void SnapshotEncoder::set_first_features(const float* features, int kind) {
  kernels_->first_kind = kind;
  if (kernels_->run.x.extent(0) == 0) return;  // before begin(): only the kind counts
  std::copy(features, features + width(), &kernels_->run.x(kernels_->run.rows(), 0));
}

void SnapshotEncoder::begin() {
  kernels_->run.begin(kernels_->stand_in_row(), kernels_->first_kind);
}
void SnapshotEncoder::convolve(int layer) {
  kernels_->run.convolve(layer);
}
float* SnapshotEncoder::features() {
  return kernels_->run.x.data();
}

long SnapshotEncoder::pool(const int* mask, double* sum) const {
  return kernels_->run.pool(mask ? copy_ints(mask, kernels_->n_local) : Ints<Host>(), sum);
}

std::vector<float> SnapshotEncoder::head(const double* mean) const {
  std::vector<float> x(kernels_->weights.features);
  for (std::size_t c = 0; c < x.size(); ++c) x[c] = static_cast<float>(mean[c]);
  x = apply_mlp(kernels_->weights.head, std::move(x));
  normalise(x);
  return x;
}

std::vector<int> SnapshotEncoder::neighbours() const {
  const auto& rows = kernels_->run.edges.neighbour;
  return {rows.data(), rows.data() + rows.extent(0)};
}

std::vector<float> SnapshotEncoder::distances() const {
  const auto& d = kernels_->run.distance;
  return {d.data(), d.data() + d.extent(0)};
}

}  // namespace clasp
