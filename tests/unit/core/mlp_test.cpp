// SPDX-License-Identifier: MIT
// Layers applied to a vector against sums in double precision, with weights that are halves and
// with others.
#include "core/mlp.h"

#include <gtest/gtest.h>

#include <cmath>
#include <random>

#include "core/half.h"

namespace {

using namespace clasp;

MlpLayer random_layer(int in, int out, bool halves) {
  std::mt19937 random(in + out);
  std::normal_distribution<float> normal;
  MlpLayer layer;
  layer.in = in;
  layer.out = out;
  for (int i = 0; i < in * out; ++i) {
    // some so small that their halves are subnormal
    const float v = normal(random) * (i % 7 == 0 ? 1e-5F : 1.0F);
    layer.weight.push_back(halves ? half_to_float(float_to_half(v)) : v);
  }
  for (int o = 0; o < out; ++o) layer.bias.push_back(normal(random));
  return layer;
}

TEST(Mlp, EqualsSumsInDoublePrecision) {
  for (const bool halves : {true, false})
    for (const int in : {1, 7, 32, 45, 96, 768}) {
      const MlpLayer layer = random_layer(in, 5, halves);
      std::vector<float> x;
      for (int i = 0; i < in; ++i) x.push_back(std::sin(1.0F + static_cast<float>(i)));
      const std::vector<float> y = Mlp({layer})(x);
      ASSERT_EQ(y.size(), 5U);
      for (int o = 0; o < 5; ++o) {
        double expected = layer.bias[o];
        for (int i = 0; i < in; ++i) expected += double{layer.weight[o * in + i]} * x[i];
        EXPECT_NEAR(y[o], expected, 2e-5) << in << " values, halves: " << halves;
      }
    }
}

TEST(Mlp, AppliesLayersInTurn) {
  const MlpLayer first = random_layer(40, 33, true), second = random_layer(33, 3, false);
  const std::vector<float> x(40, 0.5F);
  EXPECT_EQ(Mlp({first, second})(x), Mlp({second})(Mlp({first})(x)));
}

}  // namespace
