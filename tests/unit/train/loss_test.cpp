// SPDX-License-Identifier: MIT
// The losses against numbers worked out by hand.
#include <gtest/gtest.h>

#include <cmath>

#include "train/loss.h"

namespace {

using torch::Tensor;

/// Cross entropy of row `i` of a list of logits.
double entropy(const std::vector<double>& logits, int i) {
  double sum = 0;
  for (const double l : logits) sum += std::exp(l);
  return std::log(sum) - logits[i];
}

const Tensor kText = torch::tensor({{1.0f, 0.0f}, {0.6f, 0.8f}});
const Tensor kCrystal = torch::tensor({{0.8f, 0.6f}, {0.0f, 1.0f}});
// cosines, crystal by text: 0.8 0.96 | 0 0.8

TEST(Loss, InfoNceIsCrossEntropyBothWays) {
  clasp::LossSettings s;
  const double k = 5;
  const double expected = 0.25 * (entropy({k * 0.8, k * 0.96}, 0) + entropy({0, k * 0.8}, 1) +
                                  entropy({k * 0.8, 0}, 0) + entropy({k * 0.96, k * 0.8}, 1));
  const Tensor scale = torch::tensor(std::log(k), torch::kFloat32).requires_grad_(true);
  const Tensor loss = clasp::contrastive_loss(kText, kCrystal, {}, scale, s);
  EXPECT_NEAR(loss.item<double>(), expected, 1e-6);
  loss.backward();
  EXPECT_NE(scale.grad().item<double>(), 0.0);
}

TEST(Loss, ScaleIsCapped) {
  clasp::LossSettings s;
  const auto at = [&](double k) {
    return clasp::contrastive_loss(kText, kCrystal, {}, torch::tensor(std::log(k), torch::kFloat32),
                                   s)
        .item<double>();
  };
  EXPECT_DOUBLE_EQ(at(100), at(1000));
}

TEST(Loss, CosFaceTakesTheMarginOffTruePairs) {
  clasp::LossSettings s;
  s.kind = clasp::LossKind::kCosFace;
  s.scale = 3;
  s.margin = 0.5;
  const double expected = 0.25 * (entropy({0.9, 2.88}, 0) + entropy({0, 0.9}, 1) +
                                  entropy({0.9, 0}, 0) + entropy({2.88, 0.9}, 1));
  EXPECT_NEAR(clasp::contrastive_loss(kText, kCrystal, {}, torch::zeros({}), s).item<double>(),
              expected, 1e-6);
}

TEST(Loss, ExcludedPairsDoNotCount) {
  clasp::LossSettings s;
  const Tensor excluded = torch::tensor({{false, true}, {false, false}});
  const double k = 5;
  const double expected = 0.25 * (0 + entropy({0, k * 0.8}, 1) + entropy({k * 0.8, 0}, 0) + 0);
  EXPECT_NEAR(clasp::contrastive_loss(kText, kCrystal, excluded,
                                      torch::tensor(std::log(k), torch::kFloat32), s)
                  .item<double>(),
              expected, 1e-6);
}

}  // namespace
