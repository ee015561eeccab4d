// SPDX-License-Identifier: MIT
#include "map/tsne.h"

#include <algorithm>
#include <cmath>

#include "map/parallel.h"
#include "map/repulsion_tree.h"

namespace clasp {
namespace {

constexpr double kStartSpread = 1e-4;  ///< standard deviation along the first axis
constexpr double kMomentum = 0.8, kSmallestGain = 0.01, kLongestStep = 5.0;
constexpr double kSmallestRate = 200.0;

void centre(std::vector<float>& xy) {
  double sum[2] = {0.0, 0.0};
  for (std::size_t i = 0; i < xy.size(); ++i) sum[i % 2] += xy[i];
  const double n = static_cast<double>(xy.size()) / 2.0;
  for (std::size_t i = 0; i < xy.size(); ++i) xy[i] -= static_cast<float>(sum[i % 2] / n);
}

class Optimiser {
 public:
  Optimiser(const Affinities& p, const TsneSettings& settings, TsneState& state)
      : p_(p),
        settings_(settings),
        y_(state.places),
        update_(state.update),
        gain_(state.gain),
        gradient_(y_.values.size()) {}

  void step(double exaggeration) {
    find_gradient(exaggeration);
    const double rate = std::max(kSmallestRate, static_cast<double>(y_.rows) / exaggeration);
    for (std::size_t i = 0; i < y_.rows; ++i) move(i, rate);
    centre(y_.values);
  }

  /// A new phase forgets the way that it came.
  void rest() {
    std::fill(update_.begin(), update_.end(), 0.0F);
    std::fill(gain_.begin(), gain_.end(), 1.0F);
  }

 private:
  void find_gradient(double exaggeration) {
    const RepulsionTree tree(y_.values);
    std::vector<double> inverse(y_.rows);
    std::vector<float> repulsion(y_.values.size());
    for_pieces(settings_.threads, y_.rows, 512, [&](std::size_t begin, std::size_t end) {
      for (std::size_t o = begin; o < end; ++o) {
        const std::size_t i = tree.order()[o];
        const auto sums = tree.around(y_.row(i)[0], y_.row(i)[1], settings_.theta);
        inverse[i] = sums.inverse;
        repulsion[2 * i] = static_cast<float>(sums.force[0]);
        repulsion[2 * i + 1] = static_cast<float>(sums.force[1]);
        attract(i);
      }
    });
    double z = 0.0;
    for (const double v : inverse) z += v;
    z = std::max(z, 1e-30);
    for (std::size_t c = 0; c < gradient_.size(); ++c)
      gradient_[c] =
          static_cast<float>(exaggeration * gradient_[c] - static_cast<double>(repulsion[c]) / z);
  }

  void attract(std::size_t i) {
    float x = 0.0F, y = 0.0F;
    const float *here = y_.row(i), *all = y_.values.data();
    for (std::size_t e = p_.start[i]; e < p_.start[i + 1]; ++e) {
      const float* other = all + 2 * static_cast<std::size_t>(p_.column[e]);
      const float dx = here[0] - other[0], dy = here[1] - other[1];
      const float pull = p_.value[e] / (1.0F + dx * dx + dy * dy);
      x += pull * dx;
      y += pull * dy;
    }
    gradient_[2 * i] = x;
    gradient_[2 * i + 1] = y;
  }

  void move(std::size_t i, double rate) {
    for (std::size_t c = 2 * i; c < 2 * i + 2; ++c) {
      const bool turned = (update_[c] > 0.0F) == (gradient_[c] > 0.0F);
      gain_[c] = turned ? gain_[c] * 0.8F : gain_[c] + 0.2F;
      gain_[c] = std::max(gain_[c], static_cast<float>(kSmallestGain));
      update_[c] = static_cast<float>(kMomentum * update_[c] - rate * gain_[c] * gradient_[c]);
    }
    const double length = std::hypot(update_[2 * i], update_[2 * i + 1]);
    const double shorten = length > kLongestStep ? kLongestStep / length : 1.0;
    for (std::size_t c = 2 * i; c < 2 * i + 2; ++c) {
      update_[c] = static_cast<float>(update_[c] * shorten);
      y_.values[c] += update_[c];
    }
  }

  const Affinities& p_;
  const TsneSettings& settings_;
  Table& y_;
  std::vector<float>&update_, &gain_;
  std::vector<float> gradient_;
};

}  // namespace

TsneState tsne_start(Table start) {
  centre(start.values);
  double variance = 0.0;
  for (std::size_t i = 0; i < start.rows; ++i) variance += std::pow(start.row(i)[0], 2);
  variance /= static_cast<double>(start.rows);
  const double scale = variance > 0.0 ? kStartSpread / std::sqrt(variance) : 0.0;
  for (float& v : start.values) v = static_cast<float>(v * scale);
  const std::size_t n = start.values.size();
  return {0, std::move(start), std::vector<float>(n), std::vector<float>(n, 1.0F)};
}

void tsne(const Affinities& affinities, const TsneSettings& settings, TsneState& state,
          const std::function<void(const TsneState&)>& progress) {
  Optimiser optimiser(affinities, settings, state);
  while (state.iteration < settings.early_iterations + settings.iterations) {
    if (state.iteration == settings.early_iterations) optimiser.rest();
    optimiser.step(state.iteration < settings.early_iterations ? settings.exaggeration : 1.0);
    ++state.iteration;
    if (progress) progress(state);
  }
}

}  // namespace clasp
