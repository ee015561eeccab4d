// SPDX-License-Identifier: MIT
// Batch norm and dropout against torch's definition, and the course of rates.
#include "train/layers.h"

#include <gtest/gtest.h>

#include "train/rates.h"

namespace {

using torch::Tensor;

const clasp::RankGroup kAlone;

double largest_difference(const Tensor& a, const Tensor& b) {
  return (a - b).abs().max().item<double>();
}

TEST(GroupBatchNorm, AgreesWithTorchsInTrainingAndEvaluation) {
  torch::manual_seed(4);
  const clasp::Pass pass{&kAlone};
  clasp::GroupBatchNorm ours(7, pass);
  torch::nn::BatchNorm1d theirs(7);
  {
    torch::NoGradGuard no_grad;
    ours->weight.uniform_(0.5, 2);
    ours->bias.uniform_(-1, 1);
    theirs->weight.copy_(ours->weight);
    theirs->bias.copy_(ours->bias);
  }
  for (const bool training : {true, true, false}) {
    ours->train(training);
    theirs->train(training);
    ours->zero_grad();
    theirs->zero_grad();
    Tensor x = (3 * torch::randn({9, 7}) + 1).requires_grad_(true);
    Tensor y = x.detach().clone().requires_grad_(true);
    const Tensor weight = torch::randn({9, 7});
    const Tensor a = ours->forward(x), b = theirs->forward(y);
    EXPECT_LT(largest_difference(a, b), 1e-6);
    (a * weight).sum().backward();
    (b * weight).sum().backward();
    EXPECT_LT(largest_difference(x.grad(), y.grad()), 2e-6);
    EXPECT_LT(largest_difference(ours->weight.grad(), theirs->weight.grad()), 5e-6);
    EXPECT_LT(largest_difference(ours->bias.grad(), theirs->bias.grad()), 5e-6);
    EXPECT_LT(largest_difference(ours->running_mean, theirs->running_mean), 1e-6);
    EXPECT_LT(largest_difference(ours->running_var, theirs->running_var), 1e-5);
  }
}

TEST(GroupBatchNorm, StatisticsMoveOnlyWhereTheyAreTracked) {
  clasp::Pass pass{&kAlone};
  clasp::GroupBatchNorm norm(3, pass);
  pass.track = false;
  norm->forward(torch::randn({5, 3}));
  EXPECT_EQ(norm->running_mean.abs().max().item<float>(), 0.0f);
}

TEST(RowDropout, IsDrawnByRowOfTheWholeBatch) {
  clasp::Pass pass{&kAlone};
  pass.seed = 8;
  clasp::RowDropout dropout(0.25, 1, pass), other(0.25, 2, pass);
  const Tensor x = torch::ones({200, 50});
  const Tensor whole = dropout->forward(x);
  EXPECT_NEAR(whole.eq(0).to(torch::kFloat32).mean().item<double>(), 0.25, 0.02);
  EXPECT_NEAR(whole.mean().item<double>(), 1.0, 0.03);
  pass.first_row = 120;
  EXPECT_TRUE(torch::equal(dropout->forward(x.narrow(0, 0, 80)), whole.narrow(0, 120, 80)));
  pass.first_row = 0;
  EXPECT_FALSE(torch::equal(other->forward(x), whole));
  pass.seed = 9;
  EXPECT_FALSE(torch::equal(dropout->forward(x), whole));
  dropout->eval();
  EXPECT_TRUE(torch::equal(dropout->forward(x), x));
}

TEST(Rates, FollowTheSchedule) {
  clasp::OptimiserSettings o;
  o.rate = 1.0;
  o.warmup = 3;
  const auto at = [&](std::int64_t step) { return clasp::rate_at(step, 103, o); };
  for (const auto schedule : {clasp::Schedule::kConstant, clasp::Schedule::kLinear,
                              clasp::Schedule::kCosine, clasp::Schedule::kStep}) {
    o.schedule = schedule;
    EXPECT_DOUBLE_EQ(at(0), 0.25);
    EXPECT_DOUBLE_EQ(at(3), 1.0);
  }
  o.schedule = clasp::Schedule::kConstant;
  EXPECT_DOUBLE_EQ(at(102), 1.0);
  o.schedule = clasp::Schedule::kLinear;
  EXPECT_DOUBLE_EQ(at(28), 0.75);
  o.schedule = clasp::Schedule::kCosine;
  EXPECT_NEAR(at(53), 0.5, 1e-12);
  EXPECT_NEAR(at(102), 0.0, 1e-3);
  o.schedule = clasp::Schedule::kStep;
  o.step_at = {0.5, 0.75};
  EXPECT_DOUBLE_EQ(at(51), 1.0);
  EXPECT_NEAR(at(52), 0.1, 1e-12);
  EXPECT_NEAR(at(78), 0.01, 1e-12);
}

}  // namespace
