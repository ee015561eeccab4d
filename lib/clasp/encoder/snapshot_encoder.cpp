// SPDX-License-Identifier: MIT
#include "encoder/snapshot_encoder.h"

#include <Kokkos_Core.hpp>
#include <algorithm>
#include <cmath>

#include "core/elements.h"
#include "core/error.h"
#include "core/mlp.h"
#include "encoder/kernels.h"

namespace clasp {
namespace {

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
  std::vector<float> y;
  y.reserve(static_cast<std::size_t>(rows) * out);
  std::vector<double> sum(out);
  for (int n = 0; n < rows; ++n) {
    std::fill(sum.begin(), sum.end(), 0.0);
    if (bias) std::copy(bias->begin(), bias->end(), sum.begin());
    for (int i = 0; i < in; ++i) {
      const double value = x[n * in + i];
      const float* row = weights.data() + static_cast<std::size_t>(i) * out;
      for (int o = 0; o < out; ++o) sum[o] += value * row[o];
    }
    y.insert(y.end(), sum.begin(), sum.end());
  }
  return y;
}

}  // namespace

KernelRuntime::KernelRuntime() {
  if (Kokkos::is_initialized()) return;
  if (count_devices() == 0)
    throw Error("GPU", "", "this build computes on one, and there is none here",
                "use a build with a Kokkos for CPUs");
  Kokkos::initialize();
  owned_ = true;
}

KernelRuntime::~KernelRuntime() {
  if (owned_ && Kokkos::is_initialized()) Kokkos::finalize();
}

struct SnapshotEncoder::State {
  CgcnnWeights weights;
  Mlp head;
  Padding padding;
  std::unique_ptr<Kernels> kernels;
  int first_local = -1, first_kind = 0;
  bool short_of_neighbours = false, tied = false;

  State(const ModelFile& model, Place place)
      : weights(fold_weights(model)),
        head(weights.head),
        padding(model.settings().graph.padding),
        kernels(place == Place::kHost
                    ? make_host_kernels(weights, model.settings().graph)
                    : make_device_kernels(weights, model.settings().graph, place)) {}

  /// Row whose features stand for missing neighbours, -1 for none.
  int stand_in_row() const {
    if (padding != Padding::kFirstAtom) return -1;
    return first_local >= 0 ? first_local : kernels->rows();
  }
};

namespace {
void start_runtime() {
  static KernelRuntime runtime;
}
}  // namespace

SnapshotEncoder::SnapshotEncoder(const ModelFile& model, const KindFeatures& kinds, Place place) {
  start_runtime();
  state_ = std::make_unique<State>(model, place);
  set_kinds(kinds);
}

SnapshotEncoder::~SnapshotEncoder() = default;
SnapshotEncoder::SnapshotEncoder(SnapshotEncoder&&) noexcept = default;
SnapshotEncoder& SnapshotEncoder::operator=(SnapshotEncoder&&) noexcept = default;

void SnapshotEncoder::set_kinds(const KindFeatures& kinds) {
  const CgcnnWeights& w = state_->weights;
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
  state_->kernels->set_kinds(x, product(x, n, w.width, first.centre, nullptr),
                             product(x, n, w.width, first.neighbour, nullptr), colours);
}

int SnapshotEncoder::layers() const {
  return static_cast<int>(state_->weights.convolutions.size());
}
int SnapshotEncoder::width() const {
  return state_->weights.width;
}
int SnapshotEncoder::embedding_size() const {
  return state_->weights.head.back().out;
}

double SnapshotEncoder::set_points(int n_local, int n_all, const double* x, const int* kind,
                                   const int* owner) {
  State& s = *state_;
  s.first_local = n_local > 0 ? 0 : -1;
  const double needed = s.kernels->find_neighbours(n_local, n_all, x, kind, owner);
  s.tied = s.kernels->has_ties();
  s.short_of_neighbours = s.kernels->short_of_neighbours();
  return needed;
}

bool SnapshotEncoder::has_ties() const {
  return state_->tied;
}
int SnapshotEncoder::tie_rounds() const {
  return layers();
}
double* SnapshotEncoder::tie_keys() {
  return state_->kernels->keys();
}
void SnapshotEncoder::refine_ties() {
  state_->kernels->refine_keys();
}
void SnapshotEncoder::resolve_ties() {
  if (state_->tied) state_->kernels->resolve_ties();
}

void SnapshotEncoder::set_first_atom(int local_index) {
  state_->first_local = local_index;
}

bool SnapshotEncoder::needs_first_atom() const {
  return state_->padding == Padding::kFirstAtom && state_->short_of_neighbours;
}

void SnapshotEncoder::set_first_features(const float* features, int kind) {
  state_->first_kind = kind;
  if (!state_->kernels->features()) return;  // before begin(): only the kind counts
  state_->kernels->write_features(state_->kernels->rows(), features);
}

void SnapshotEncoder::begin() {
  state_->kernels->begin(state_->stand_in_row(), state_->first_kind);
}
void SnapshotEncoder::convolve(int layer) {
  state_->kernels->convolve(layer);
}
void SnapshotEncoder::take_back() {
  state_->kernels->take_back();
}
float* SnapshotEncoder::features() {
  return state_->kernels->features();
}
void SnapshotEncoder::read_features(int row, float* features) const {
  state_->kernels->read_features(row, features);
}

long SnapshotEncoder::pool(const int* mask, double* sum) const {
  return state_->kernels->pool(mask, sum);
}

std::vector<float> SnapshotEncoder::head(const double* mean) const {
  std::vector<float> x(state_->weights.features);
  for (std::size_t c = 0; c < x.size(); ++c) x[c] = static_cast<float>(mean[c]);
  x = state_->head(std::move(x));
  normalise(x);
  return x;
}

void SnapshotEncoder::attribute(const PromptTable& prompts, const double* mean, long count,
                                const int* mask, double* result) const {
  state_->kernels->attribute(state_->weights.head, prompts, mean, count, mask, result);
}

void SnapshotEncoder::set_prompts(const PromptTable& prompts) {
  state_->kernels->set_prompts(state_->weights.head, prompts);
}

void SnapshotEncoder::match_surroundings(const int* mask, double radius, double tag,
                                         double* result) const {
  state_->kernels->match_surroundings(mask, radius, tag, result);
}

std::vector<int> SnapshotEncoder::neighbours() const {
  return state_->kernels->neighbours();
}
std::vector<float> SnapshotEncoder::distances() const {
  return state_->kernels->distances();
}

}  // namespace clasp
