// SPDX-License-Identifier: MIT
// Atoms against prompts: gradients against finite differences, attributions against their stated
// total, percentiles of surroundings against a direct evaluation.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "core/periodic.h"
#include "core/rng.h"
#include "encoder/cosine_gradient.h"
#include "encoder/snapshot_encoder.h"
#include "support/reference_crystals.h"

using namespace clasp;
using namespace clasp_test;

namespace {

std::vector<float> random_floats(std::size_t n, Rng& rng) {
  std::vector<float> values(n);
  for (float& v : values) v = static_cast<float>(rng.normal());
  return values;
}

std::vector<float> unit_vector(int size, Rng& rng) {
  std::vector<float> v = random_floats(size, rng);
  normalise(v);
  return v;
}

/// A head with every kind of layer there is.
std::vector<MlpLayer> random_head(Rng& rng) {
  const int sizes[] = {20, 33, 31, 32, 24};
  std::vector<MlpLayer> head;
  for (int l = 0; l < 4; ++l) {
    MlpLayer layer;
    layer.in = sizes[l];
    layer.out = sizes[l + 1];
    layer.weight = random_floats(static_cast<std::size_t>(layer.in) * layer.out, rng);
    layer.bias = random_floats(layer.out, rng);
    layer.relu_before_norm = l == 1 || l == 2;
    layer.relu_after_norm = l == 0;
    if (l < 2) {
      layer.scale = random_floats(layer.out, rng);
      layer.shift = random_floats(layer.out, rng);
    }
    head.push_back(layer);
  }
  return head;
}

/// Cosine of head(x) with a prompt, written down once more and in double precision.
double exact_cosine(const std::vector<MlpLayer>& head, std::vector<double> x, const float* prompt) {
  for (const MlpLayer& layer : head) {
    std::vector<double> y(layer.bias.begin(), layer.bias.end());
    for (int o = 0; o < layer.out; ++o) {
      for (int i = 0; i < layer.in; ++i) y[o] += layer.weight[o * layer.in + i] * x[i];
      if (layer.relu_before_norm) y[o] = std::max(y[o], 0.0);
      if (!layer.scale.empty()) y[o] = layer.scale[o] * y[o] + layer.shift[o];
      if (layer.relu_after_norm) y[o] = std::max(y[o], 0.0);
    }
    x = y;
  }
  const double norm = std::sqrt(std::inner_product(x.begin(), x.end(), x.begin(), 0.0));
  return std::inner_product(x.begin(), x.end(), prompt, 0.0) / norm;
}

/// Displaced rock salt with its images as points of one rank, encoded.
class EncodedSalt {
 public:
  static constexpr double kRadius = 5.0;
  static constexpr int kPrompts = 3, kReferences = 500;

  EncodedSalt()
      : model_(ModelFile::open(reference_path("crystals_mask.safetensors"))),
        encoder_(model_, {element_row("Na", model_), element_row("Cl", model_)}) {
    Structure s;
    s.lattice = lattice_from_parameters(5.64, 5.64, 5.64, 90, 90, 90);
    for (const Vec3& f : {Vec3{0, 0, 0}, Vec3{0, .5, .5}, Vec3{.5, 0, .5}, Vec3{.5, .5, 0}})
      for (const double shift : {0.0, 0.5})
        s.sites.push_back({f + Vec3{shift, 0, 0}, {{shift == 0.0 ? 11 : 17, 1.0}}});
    s = supercell(s, 3, 3, 3);
    Rng rng(3);
    for (Site& site : s.sites)
      site.frac = site.frac + Vec3{.01 * rng.normal(), .01 * rng.normal(), .01 * rng.normal()};
    cloud_ = points_within(s, 8.0);
    for (const int o : cloud_.owner) kind_.push_back(s.sites[o].occupants[0].z == 11 ? 0 : 1);
    mask_.assign(n(), 1);
    for (int i = 0; i < n(); i += 5) mask_[i] = 0;
    prompts_.size = model_.embedding_size();
    for (int p = 0; p < kPrompts; ++p) {
      const auto v = unit_vector(prompts_.size, rng);
      prompts_.embeddings.insert(prompts_.embeddings.end(), v.begin(), v.end());
    }
    encode();
    add_references();
  }

  int n() const { return cloud_.n_local; }
  int width() const { return encoder_.width(); }
  const float* features(int i) { return encoder_.features() + i * width(); }
  const float* prompt(int p) const { return prompts_.embedding(p); }
  const float* references(int p) const { return prompts_.references.data() + p * kReferences; }

  /// Mean features of the masked points, and their number in `count`.
  std::vector<double> mean(long& count) const {
    std::vector<double> m(width());
    count = encoder_.pool(mask_.data(), m.data());
    for (double& v : m) v /= static_cast<double>(count);
    return m;
  }
  double cosine(const std::vector<double>& mean, int p) const {
    const std::vector<float> u = encoder_.head(mean.data());
    return std::inner_product(u.begin(), u.end(), prompt(p), 0.0);
  }
  /// Mean features within the radius of point i, by looking at all points.
  std::vector<double> surroundings(int i) {
    std::vector<double> m(width(), 0.0);
    int count = 0;
    for (std::size_t j = 0; j < cloud_.owner.size(); ++j) {
      const Vec3 d = cloud_.position[j] - cloud_.position[i];
      if (d[0] * d[0] + d[1] * d[1] + d[2] * d[2] > kRadius * kRadius) continue;
      ++count;
      for (int c = 0; c < width(); ++c) m[c] += features(cloud_.owner[j])[c];
    }
    for (double& v : m) v /= count;
    return m;
  }

  ModelFile model_;
  SnapshotEncoder encoder_;
  PointCloud cloud_;
  std::vector<int> kind_, mask_;
  PromptTable prompts_;

 private:
  void encode() {
    encoder_.set_points(n(), static_cast<int>(kind_.size()), cloud_.position.data()->data(),
                        kind_.data(), cloud_.owner.data());
    encoder_.resolve_ties();
    encoder_.begin();
    for (int l = 0; l < encoder_.layers(); ++l) encoder_.convolve(l);
  }
  /// Cosines around those that occur, so that percentiles spread.
  void add_references() {
    Rng rng(4);
    for (int p = 0; p < kPrompts; ++p) {
      std::vector<float> cosines;
      for (int r = 0; r < kReferences; ++r)
        cosines.push_back(static_cast<float>(
            cosine(surroundings(static_cast<int>(rng.below(n()))), p) + 1e-4 * rng.normal()));
      std::sort(cosines.begin(), cosines.end());
      prompts_.references.insert(prompts_.references.end(), cosines.begin(), cosines.end());
    }
    encoder_.set_prompts(prompts_);
  }
};

}  // namespace

TEST(CosineGradient, AgreesWithFiniteDifferences) {
  Rng rng(1);
  for (int trial = 0; trial < 10; ++trial) {
    const auto head = random_head(rng);
    const auto start = random_floats(head.front().in, rng);
    const std::vector<double> x(start.begin(), start.end());
    const auto prompt = unit_vector(head.back().out, rng);
    const CosineGradient at(head, x);
    EXPECT_NEAR(at.cosine(prompt.data()), exact_cosine(head, x, prompt.data()), 1e-12);
    const auto g = at.gradient(prompt.data());
    ASSERT_EQ(g.size(), x.size());
    for (std::size_t i = 0; i < x.size(); ++i) {
      constexpr double kStep = 1e-6;
      auto up = x, down = x;
      up[i] += kStep;
      down[i] -= kStep;
      const double slope =
          (exact_cosine(head, up, prompt.data()) - exact_cosine(head, down, prompt.data())) /
          (2.0 * kStep);
      EXPECT_NEAR(g[i], slope, 1e-7) << "trial " << trial << ", value " << i;
    }
  }
}

TEST(Attribution, IsTheChangeOfTheCosineWithAnAtomsContribution) {
  EncodedSalt salt;
  long count = 0;
  const auto mean = salt.mean(count);
  std::vector<double> a(salt.n() * EncodedSalt::kPrompts, -1.0);
  salt.encoder_.attribute(salt.prompts_, mean.data(), count, salt.mask_.data(), a.data());
  const auto head = crystal_head(salt.model_);
  const std::vector<double> features(mean.begin(), mean.begin() + head.front().in);
  for (int p = 0; p < EncodedSalt::kPrompts; ++p) {
    double total = 0.0;
    for (int i = 0; i < salt.n(); ++i) {
      const double value = a[i * EncodedSalt::kPrompts + p];
      total += value;
      if (!salt.mask_[i]) {
        EXPECT_EQ(value, 0.0);
        continue;
      }
      constexpr double kStep = 1e-4;
      auto up = features, down = features;
      for (std::size_t c = 0; c < features.size(); ++c) {
        up[c] += kStep * salt.features(i)[c] / count;
        down[c] -= kStep * salt.features(i)[c] / count;
      }
      const double slope =
          (exact_cosine(head, up, salt.prompt(p)) - exact_cosine(head, down, salt.prompt(p))) /
          (2.0 * kStep);
      EXPECT_NEAR(value, slope, 1e-5 * std::abs(slope) + 1e-9) << "atom " << i << ", prompt " << p;
    }
    const auto g = CosineGradient(head, features).gradient(salt.prompt(p));
    const double stated = std::inner_product(g.begin(), g.end(), features.begin(), 0.0);
    EXPECT_GT(std::abs(stated), 1e-3);
    EXPECT_NEAR(total, stated, 1e-5 * std::abs(stated));
  }
}

TEST(Surroundings, GetThePercentilesOfTheirMeanFeatures) {
  EncodedSalt salt;
  constexpr int kPrompts = EncodedSalt::kPrompts, kColumns = kPrompts + 1;
  constexpr double kTag = 60.0;
  std::vector<double> result(salt.n() * kColumns, -1.0);
  salt.encoder_.match_surroundings(salt.mask_.data(), EncodedSalt::kRadius, kTag, result.data());
  int unknown = 0, named = 0;
  for (int i = 0; i < salt.n(); ++i) {
    const double* row = result.data() + i * kColumns;
    if (!salt.mask_[i]) {
      EXPECT_EQ(std::count(row, row + kColumns, 0.0), kColumns);
      continue;
    }
    const auto mean = salt.surroundings(i);
    for (int p = 0; p < kPrompts; ++p) {
      const float* r = salt.references(p);
      const auto below = [&](double margin) {
        const double cosine = salt.cosine(mean, p) + margin;
        return 100.0 * (std::lower_bound(r, r + EncodedSalt::kReferences, cosine) - r) /
               EncodedSalt::kReferences;
      };
      EXPECT_GE(row[p], below(-1e-6)) << "atom " << i << ", prompt " << p;
      EXPECT_LE(row[p], below(1e-6)) << "atom " << i << ", prompt " << p;
    }
    const double highest = *std::max_element(row, row + kPrompts);
    const int best = static_cast<int>(row[kPrompts]);
    EXPECT_EQ(best > 0, highest >= kTag) << "atom " << i;
    if (best > 0) {
      EXPECT_EQ(row[best - 1], highest) << "atom " << i;
    }
    ++(best == 0 ? unknown : named);
  }
  EXPECT_GT(unknown, 0);
  EXPECT_GT(named, 0);
}

TEST(Surroundings, TellEqualPercentilesApartByTheCosine) {
  EncodedSalt salt;
  salt.prompts_.references.assign(salt.prompts_.references.size(), 2.0F);  // beyond every cosine
  salt.encoder_.set_prompts(salt.prompts_);
  constexpr int kColumns = EncodedSalt::kPrompts + 1;
  std::vector<double> result(salt.n() * kColumns);
  salt.encoder_.match_surroundings(salt.mask_.data(), EncodedSalt::kRadius, 0.0, result.data());
  const auto mean = salt.surroundings(1);
  std::vector<double> cosines;
  for (int p = 0; p < EncodedSalt::kPrompts; ++p) cosines.push_back(salt.cosine(mean, p));
  const auto best = std::max_element(cosines.begin(), cosines.end()) - cosines.begin();
  EXPECT_EQ(result[kColumns + EncodedSalt::kPrompts], static_cast<double>(best + 1));
}
