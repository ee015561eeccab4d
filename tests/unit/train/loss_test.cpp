// SPDX-License-Identifier: MIT
// The losses against numbers worked out by hand, against PyTorch's (tests/reference/losses.py), and
// their gradients against finite differences.
#include <gtest/gtest.h>

#include <cmath>
#include <fstream>
#include <nlohmann/json.hpp>

#include "train/loss.h"

namespace {

using clasp::LossKind;
using clasp::LossSettings;
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

double loss_at_scale(double k, const LossSettings& s) {
  const clasp::LossParameters p = {torch::tensor(std::log(k), torch::kFloat32), torch::zeros({})};
  return clasp::contrastive_loss(kText, kCrystal, 0, 2, {}, p, s).item<double>();
}

TEST(Loss, InfoNceIsCrossEntropyBothWays) {
  const double k = 5;
  const double expected = 0.25 * (entropy({k * 0.8, k * 0.96}, 0) + entropy({0, k * 0.8}, 1) +
                                  entropy({k * 0.8, 0}, 0) + entropy({k * 0.96, k * 0.8}, 1));
  EXPECT_NEAR(loss_at_scale(k, {}), expected, 1e-6);
}

TEST(Loss, ScaleIsCapped) {
  EXPECT_DOUBLE_EQ(loss_at_scale(100, {}), loss_at_scale(1000, {}));
}

TEST(Loss, CosFaceTakesTheMarginOffTruePairs) {
  LossSettings s;
  s.kind = LossKind::kCosFace;
  s.scale = 3;
  s.margin = 0.5;
  const double expected = 0.25 * (entropy({0.9, 2.88}, 0) + entropy({0, 0.9}, 1) +
                                  entropy({0.9, 0}, 0) + entropy({2.88, 0.9}, 1));
  EXPECT_NEAR(loss_at_scale(1, s), expected, 1e-6);
}

/// The batch of tests/reference/losses.py, and each loss with its settings there.
struct Reference {
  nlohmann::json all;
  Tensor text, crystal, excluded;
  clasp::LossParameters parameters;

  Reference() {
    std::ifstream(CLASP_SOURCE_DIR "/tests/reference/data/losses.json") >> all;
    text = rows(all["text"]).requires_grad_(true);
    crystal = rows(all["crystal"]).requires_grad_(true);
    excluded = rows(all["excluded"]).to(torch::kBool);
    parameters = {torch::tensor(all["log_scale"].get<float>()).requires_grad_(true),
                  torch::tensor(all["bias"].get<float>()).requires_grad_(true)};
  }
  static Tensor rows(const nlohmann::json& rows) {
    Tensor t = torch::empty(
        {static_cast<std::int64_t>(rows.size()), static_cast<std::int64_t>(rows[0].size())});
    for (std::size_t i = 0; i < rows.size(); ++i)
      for (std::size_t k = 0; k < rows[i].size(); ++k) t[i][k] = rows[i][k].get<float>();
    return t;
  }
  static LossSettings settings(const std::string& loss) {
    LossSettings s;
    if (loss == "infonce") s.kind = LossKind::kInfoNce;
    if (loss == "siglip") s.kind = LossKind::kSigLip;
    if (loss == "cosface") {
      s.kind = LossKind::kCosFace;
      s.scale = 3;
      s.margin = 0.5;
    }
    if (loss == "arcface") {
      s.kind = LossKind::kArcFace;
      s.scale = 8;
      s.margin = 0.4;
    }
    return s;
  }
  /// Rows first..first+rows-1 of the loss.
  Tensor part(const LossSettings& s, bool masked, std::int64_t first, std::int64_t rows) const {
    clasp::ExcludedRows e;
    if (masked)
      e = {excluded.narrow(0, first, rows), excluded.t().contiguous().narrow(0, first, rows)};
    return clasp::contrastive_loss(text, crystal, first, rows, e, parameters, s);
  }
};

double largest_difference(const Tensor& a, const Tensor& b) {
  return (a - b).abs().max().item<double>();
}

TEST(Loss, AgreesWithPyTorchInValueAndGradientHoweverRowsAreSplit) {
  for (const bool split : {false, true})
    for (std::size_t k = 0; k < Reference().all["losses"].size(); ++k) {
      const Reference r;
      const auto& expected = r.all["losses"][k];
      const auto s = Reference::settings(expected["loss"]);
      const bool masked = expected["masked"];
      const Tensor loss =
          split ? r.part(s, masked, 0, 1) + r.part(s, masked, 1, 3) + r.part(s, masked, 4, 2)
                : r.part(s, masked, 0, 6);
      loss.backward();
      SCOPED_TRACE(expected["loss"].get<std::string>() + (masked ? ", masked" : ""));
      EXPECT_NEAR(loss.item<double>(), expected["value"].get<double>(), 3e-6);
      EXPECT_LT(largest_difference(r.text.grad(), Reference::rows(expected["text"])), 3e-6);
      EXPECT_LT(largest_difference(r.crystal.grad(), Reference::rows(expected["crystal"])), 3e-6);
      const auto gradient = [](const Tensor& t) {
        return t.grad().defined() ? t.grad().item<double>() : 0.0;
      };
      EXPECT_NEAR(gradient(r.parameters.log_scale), expected["log_scale"].get<double>(), 3e-6);
      EXPECT_NEAR(gradient(r.parameters.bias), expected["bias"].get<double>(), 3e-6);
    }
}

TEST(Loss, GradientsAgreeWithFiniteDifferences) {
  for (const char* name : {"infonce", "cosface", "arcface", "siglip"}) {
    Reference r;
    const auto s = Reference::settings(name);
    r.part(s, true, 0, 6).backward();
    torch::manual_seed(2);
    for (Tensor& leaf : std::vector<Tensor>{r.text, r.crystal}) {
      const Tensor direction = torch::randn_like(leaf);
      const double expected = (leaf.grad() * direction).sum().item<double>();
      torch::NoGradGuard no_grad;
      const double h = 1e-3;
      leaf += h * direction;
      const double up = r.part(s, true, 0, 6).item<double>();
      leaf -= 2 * h * direction;
      const double down = r.part(s, true, 0, 6).item<double>();
      leaf += h * direction;
      EXPECT_NEAR((up - down) / (2 * h), expected, 1e-2 * std::abs(expected) + 1e-3) << name;
    }
  }
}

}  // namespace
