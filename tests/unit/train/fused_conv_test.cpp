// SPDX-License-Identifier: MIT
// The fused convolution against the same layer composed of plain torch operations, and against
// finite differences.
#include <gtest/gtest.h>
#include <torch/torch.h>

#include "conv_problem.h"

namespace {

using torch::Tensor;
using torch::indexing::Slice;
using namespace clasp::test;
namespace fn = torch::nn::functional;

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

}  // namespace
