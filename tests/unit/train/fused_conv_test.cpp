// SPDX-License-Identifier: MIT
// The fused convolution against the same layer composed of plain torch operations, and against
// finite differences.
#include <gtest/gtest.h>
#include <torch/torch.h>

#include "train/conv_function.h"

namespace {

using torch::Tensor;
using torch::indexing::Slice;
namespace fn = torch::nn::functional;

const clasp::RankGroup kAlone;
const clasp::Pass kPass{&kAlone};

struct Problem {
  Tensor x, ab, table;
  clasp::ConvNorms norms;
  clasp::GraphTensors graph;
};

/// Three crystals of 5, 1 and 7 atoms, some atoms with fewer than 4 neighbours, one with none.
Problem make_problem(int parts = 1) {
  torch::manual_seed(3);
  Problem p;
  const std::vector<std::int64_t> first = {0, 5, 6, 13};
  p.graph.crystal = torch::tensor(first, torch::kInt64);
  p.graph.part =
      parts == 1 ? torch::tensor({0, 13}, torch::kInt64) : torch::tensor({0, 6, 13}, torch::kInt64);
  p.graph.neighbour = torch::full({13, 4}, -1, torch::kInt32);
  p.graph.bin = torch::randint(0, 30, {13, 4}, torch::kInt16);
  for (std::size_t c = 0; c + 1 < first.size(); ++c)
    for (std::int64_t i = first[c]; i < first[c + 1]; ++i) {
      const int present = i == 2 ? 0 : static_cast<int>(4 - i % 3);
      for (int m = 0; m < present; ++m)
        p.graph.neighbour[i][m] =
            static_cast<int>(first[c] + (3 * i + 2 * m) % (first[c + 1] - first[c]));
    }
  const auto leaf = [](Tensor t) { return t.requires_grad_(true); };
  p.x = leaf(torch::randn({13, 64}));
  p.ab = leaf(torch::randn({13, 256}));
  p.table = leaf(torch::randn({30, 128}));
  p.norms.gamma1 = leaf(1 + 0.3 * torch::randn({128}));
  p.norms.beta1 = leaf(0.3 * torch::randn({128}));
  p.norms.gamma2 = leaf(1 + 0.3 * torch::randn({64}));
  p.norms.beta2 = leaf(0.3 * torch::randn({64}));
  p.norms.mean1 = torch::zeros({128});
  p.norms.variance1 = torch::ones({128});
  p.norms.mean2 = torch::zeros({64});
  p.norms.variance2 = torch::ones({64});
  return p;
}

std::vector<Tensor> leaves(const Problem& p) {
  return {p.x, p.ab, p.table, p.norms.gamma1, p.norms.beta1, p.norms.gamma2, p.norms.beta2};
}

/// The layer as it is defined: edges listed, batch norms by torch.
Tensor composed(const Problem& p, bool training) {
  const Tensor present = p.graph.neighbour.ge(0);
  const Tensor where = present.nonzero();
  const Tensor i = where.select(1, 0);
  const Tensor j = p.graph.neighbour.masked_select(present).to(torch::kInt64);
  const Tensor bin = p.graph.bin.masked_select(present).to(torch::kInt64);
  const Tensor z = p.ab.index_select(0, i).index({Slice(), Slice(0, 128)}) +
                   p.ab.index_select(0, j).index({Slice(), Slice(128, 256)}) +
                   p.table.index_select(0, bin);
  const auto norm = [&](const Tensor& v, const Tensor& gamma, const Tensor& beta,
                        const Tensor& mean, const Tensor& variance) {
    return torch::batch_norm(v, gamma, beta, mean, variance, training, 0.1, 1e-5, false);
  };
  const Tensor y = norm(z, p.norms.gamma1, p.norms.beta1, p.norms.mean1, p.norms.variance1);
  const Tensor gate = torch::sigmoid(y.index({Slice(), Slice(0, 64)})) *
                      fn::softplus(y.index({Slice(), Slice(64, 128)}));
  const Tensor message = torch::zeros({13, 64}).index_add(0, i, gate);
  return fn::softplus(
      p.x + norm(message, p.norms.gamma2, p.norms.beta2, p.norms.mean2, p.norms.variance2));
}

double relative(const Tensor& a, const Tensor& b) {
  return ((a - b).norm() / b.norm().clamp_min(1e-12)).item<double>();
}

TEST(FusedConvolution, AgreesWithTorchForwardAndBackward) {
  for (const int parts : {1, 2}) {
    Problem fused = make_problem(parts), plain = make_problem();
    const Tensor weight = torch::randn({13, 64});
    const Tensor a = clasp::fused_convolution(fused.x, fused.ab, fused.table, fused.norms,
                                              fused.graph, true, kPass);
    const Tensor b = composed(plain, true);
    EXPECT_LT(relative(a, b), 1e-6);
    (a * weight).sum().backward();
    (b * weight).sum().backward();
    const auto f = leaves(fused), q = leaves(plain);
    for (std::size_t k = 0; k < f.size(); ++k)
      EXPECT_LT(relative(f[k].grad(), q[k].grad()), 1e-5) << k;
    EXPECT_LT(relative(fused.norms.mean1, plain.norms.mean1), 1e-5);
    EXPECT_LT(relative(fused.norms.variance1, plain.norms.variance1), 1e-5);
    EXPECT_LT(relative(fused.norms.mean2, plain.norms.mean2), 1e-5);
    EXPECT_LT(relative(fused.norms.variance2, plain.norms.variance2), 1e-5);
  }
}

TEST(FusedConvolution, GradientsAgreeWithFiniteDifferences) {
  Problem p = make_problem();
  torch::manual_seed(11);
  const Tensor weight = torch::randn({13, 64});
  const auto loss = [&] {
    return (clasp::fused_convolution(p.x, p.ab, p.table, p.norms, p.graph, true, kPass) * weight)
        .to(torch::kFloat64)
        .sum();
  };
  loss().backward();
  for (Tensor& leaf : leaves(p)) {
    const Tensor direction = torch::randn_like(leaf);
    const double expected = (leaf.grad() * direction).sum().item<double>();
    torch::NoGradGuard no_grad;
    const double h = 1e-3;
    leaf += h * direction;
    const double up = loss().item<double>();
    leaf -= 2 * h * direction;
    const double down = loss().item<double>();
    leaf += h * direction;
    EXPECT_NEAR((up - down) / (2 * h), expected, 0.01 * std::abs(expected) + 0.02);
  }
}

TEST(FusedConvolution, EvaluationUsesRunningStatistics) {
  Problem p = make_problem();
  torch::NoGradGuard no_grad;
  p.norms.mean1.uniform_(-1, 1);
  p.norms.variance1.uniform_(0.5, 2);
  p.norms.mean2.uniform_(-1, 1);
  p.norms.variance2.uniform_(0.5, 2);
  const Tensor before = p.norms.mean1.clone();
  const Tensor a = clasp::fused_convolution(p.x, p.ab, p.table, p.norms, p.graph, false, kPass);
  EXPECT_LT(relative(a, composed(p, false)), 1e-6);
  EXPECT_TRUE(torch::equal(before, p.norms.mean1));
}

TEST(FusedConvolution, FixedStatisticsPassGradients) {
  Problem fused = make_problem(2), plain = make_problem();
  const Tensor weight = torch::randn({13, 64});
  for (Problem* p : {&fused, &plain}) {
    torch::NoGradGuard no_grad;
    torch::manual_seed(5);
    p->norms.mean1.uniform_(-1, 1);
    p->norms.variance1.uniform_(0.5, 2);
    p->norms.mean2.uniform_(-1, 1);
    p->norms.variance2.uniform_(0.5, 2);
  }
  (clasp::fused_convolution(fused.x, fused.ab, fused.table, fused.norms, fused.graph, false,
                            kPass) *
   weight)
      .sum()
      .backward();
  (composed(plain, false) * weight).sum().backward();
  const auto f = leaves(fused), q = leaves(plain);
  for (std::size_t k = 0; k < f.size(); ++k)
    EXPECT_LT(relative(f[k].grad(), q[k].grad()), 1e-5) << k;
}

TEST(FusedConvolution, SurvivesExtremeInputs) {
  Problem p = make_problem();
  torch::NoGradGuard no_grad;
  p.norms.beta1 += torch::where(torch::arange(128) % 2 == 0, torch::full({128}, 300.0),
                                torch::full({128}, -300.0));
  const Tensor a = clasp::fused_convolution(p.x, p.ab, p.table, p.norms, p.graph, true, kPass);
  EXPECT_TRUE(torch::isfinite(a).all().item<bool>());
  EXPECT_LT(relative(a, composed(p, true)), 1e-5);
}

TEST(MeanOverCrystals, AveragesAndSpreadsGradients) {
  const Problem p = make_problem();
  Tensor x = torch::randn({13, 64}).requires_grad_(true);
  const Tensor mean = clasp::mean_over_crystals(x, p.graph.crystal);
  EXPECT_LT(relative(mean[2], x.slice(0, 6, 13).mean(0)), 1e-6);
  (mean * torch::tensor({1.0f, 2.0f, 3.0f}).unsqueeze(1)).sum().backward();
  EXPECT_NEAR(x.grad()[0][0].item<double>(), 1.0 / 5, 1e-6);
  EXPECT_NEAR(x.grad()[5][1].item<double>(), 2.0, 1e-6);
  EXPECT_NEAR(x.grad()[12][2].item<double>(), 3.0 / 7, 1e-6);
}

}  // namespace
