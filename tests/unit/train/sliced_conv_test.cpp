// SPDX-License-Identifier: MIT
// The convolution for any device, run on the CPU, against the fused one.
#include "train/sliced_conv.h"

#include <gtest/gtest.h>

#include <cstdlib>

#include "conv_problem.h"
#include "processes.h"
#include "support/temporary_folder.h"
#include "train/launch.h"

namespace {

using namespace clasp;
using namespace clasp::test;

std::vector<Tensor> running(const Problem& p) {
  return {p.norms.mean1, p.norms.variance1, p.norms.mean2, p.norms.variance2};
}

void move_statistics(Problem& p) {
  torch::NoGradGuard no_grad;
  torch::manual_seed(5);
  p.norms.mean1.uniform_(-1, 1);
  p.norms.variance1.uniform_(0.5, 2);
  p.norms.mean2.uniform_(-1, 1);
  p.norms.variance2.uniform_(0.5, 2);
}

/// The largest relative difference of values, gradients and running statistics.
double largest_difference(std::int64_t slice, bool training, const Pass& pass, std::uint64_t seed) {
  Problem fused = make_problem(1, seed), sliced = make_problem(1, seed);
  if (!training)
    for (Problem* p : {&fused, &sliced}) move_statistics(*p);
  const Tensor weight = torch::randn({13, 64});
  const Tensor a =
      fused_convolution(fused.x, fused.ab, fused.table, fused.norms, fused.graph, training, pass);
  (a * weight).sum().backward();
  const Tensor b = sliced_convolution(sliced.x, sliced.ab, sliced.table, sliced.norms, sliced.graph,
                                      training, pass, slice);
  (b * weight).sum().backward();
  double largest = relative(b, a);
  const auto compare = [&](const std::vector<Tensor>& of_sliced,
                           const std::vector<Tensor>& of_fused) {
    for (std::size_t k = 0; k < of_fused.size(); ++k)
      largest = std::max(largest, relative(of_sliced[k], of_fused[k]));
  };
  const auto gradients = [](const Problem& p) {
    std::vector<Tensor> all;
    for (const auto& leaf : leaves(p)) all.push_back(leaf.grad());
    return all;
  };
  compare(gradients(sliced), gradients(fused));
  compare(running(sliced), running(fused));
  return largest;
}

TEST(SlicedConvolution, IsTheFusedOne) {
  for (const bool training : {true, false})
    for (const std::int64_t slice : {1, 5, 100})
      EXPECT_LT(largest_difference(slice, training, kPass, 3), 1e-5) << slice << ' ' << training;
}

TEST(SlicedConvolution, ServesEverythingButFloatsOnTheCpu) {
  const Problem p = make_problem();
  const auto bfloat16 = [](const Tensor& t) { return t.to(torch::kBFloat16); };
  const Tensor a =
      convolution(p.x, bfloat16(p.ab), bfloat16(p.table), p.norms, p.graph, true, kPass);
  EXPECT_EQ(a.scalar_type(), torch::kFloat32);
  const Tensor b = convolution(p.x, p.ab, p.table, p.norms, p.graph, true, kPass);
  EXPECT_LT(relative(a, b), 0.01);
  EXPECT_GT(relative(a, b), 1e-5);
  const Tensor weight = torch::randn({13, 64});
  const auto gradient = [&](const Tensor& out) {
    return torch::autograd::grad({(out * weight).sum()}, {p.ab}).front();
  };
  EXPECT_LT(relative(gradient(a), gradient(b)), 0.02);
}

/// A rank of two, each with crystals of its own.
TEST(SlicedConvolutionChild, DISABLED_AsARank) {
  const RankGroup ranks(find_launch([](const char* name) { return std::getenv(name); }), 60);
  const Pass pass{&ranks};
  EXPECT_LT(largest_difference(5, true, pass, 3 + ranks.rank()), 1e-5);
  EXPECT_LT(largest_difference(5, false, pass, 3 + ranks.rank()), 1e-5);
}

TEST(SlicedConvolution, IsTheFusedOneOnTwoRanks) {
  const test::TemporaryFolder folder;
  Ranks ranks(2, "SlicedConvolutionChild.DISABLED_AsARank", {}, folder.file("log"));
  EXPECT_EQ(ranks.wait(), std::vector<int>(2, 0)) << ranks.said();
}

TEST(MeanOverCrystals, AveragesAndSpreadsGradients) {
  const Problem p = make_problem();
  for (const auto& mean_of : {mean_over_crystals, mean_by_index}) {
    Tensor x = torch::randn({13, 64}).requires_grad_(true);
    const Tensor mean = mean_of(x, p.graph.crystal);
    EXPECT_LT(relative(mean[2], x.slice(0, 6, 13).mean(0)), 1e-6);
    (mean * torch::tensor({1.0f, 2.0f, 3.0f}).unsqueeze(1)).sum().backward();
    EXPECT_NEAR(x.grad()[0][0].item<double>(), 1.0 / 5, 1e-6);
    EXPECT_NEAR(x.grad()[5][1].item<double>(), 2.0, 1e-6);
    EXPECT_NEAR(x.grad()[12][2].item<double>(), 3.0 / 7, 1e-6);
  }
}

}  // namespace
