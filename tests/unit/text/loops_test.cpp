// SPDX-License-Identifier: MIT
// The loops of every instruction set that this processor has, against plain arithmetic in double.
#include "text/loops.h"

#include <gtest/gtest.h>

#include <cmath>

#include "core/instructions.h"
#include "core/rng.h"

namespace clasp {
namespace {

class TextLoopsOf : public testing::TestWithParam<const TextLoops*> {
 protected:
  std::vector<float> random(std::size_t n, double scale = 1.0) {
    std::vector<float> values(n);
    for (float& v : values) v = static_cast<float>(scale * rng_.normal());
    return values;
  }
  Rng rng_{3};
};

TEST_P(TextLoopsOf, MultiplyEveryNumberOfRowsAndOutputs) {
  constexpr int kIn = 19, kMost = 110;
  const auto x = random(20 * kMost), weights = random(kMost * kIn), biases = random(kMost + kPanel);
  for (int rows = 1; rows <= 20; ++rows)
    for (int out = 1; out <= kMost; ++out) {
      std::vector<float> panels(in_panels(out) * kIn), y(rows * kMost, 7.0F);
      to_panels(weights.data(), kIn, 1, out, kIn, panels.data());
      const float* bias = out % 2 ? biases.data() : nullptr;
      GetParam()->multiply(
          {x.data(), kIn + 1, panels.data(), bias, y.data(), kMost, rows, kIn, out});
      double worst = 0.0;
      for (int r = 0; r < rows; ++r)
        for (int o = 0; o < kMost; ++o) {
          double expected = o < out && bias ? bias[o] : 0.0;
          for (int i = 0; i < kIn && o < out; ++i)
            expected += static_cast<double>(x[r * (kIn + 1) + i]) * weights[o * kIn + i];
          if (o >= out) expected = 7.0;  // left alone
          worst = std::max(worst, std::abs(y[r * kMost + o] - expected));
        }
      ASSERT_LT(worst, 1e-5) << rows << " rows, " << out << " outputs";
    }
}

TEST_P(TextLoopsOf, NormaliseEveryWidth) {
  for (int width = 1; width <= 70; ++width)
    for (const bool with : {false, true}) {
      auto x = random(2 * width, 3.0);
      const auto before = x, added = random(2 * width), weight = random(width),
                 bias = random(width);
      GetParam()->normalise(
          {x.data(), with ? added.data() : nullptr, weight.data(), bias.data(), 2, width, 1e-3F});
      for (int r = 0; r < 2; ++r) {
        const auto value = [&](int i) {
          return static_cast<double>(before[r * width + i]) + (with ? added[r * width + i] : 0.0F);
        };
        double mean = 0.0, variance = 0.0;
        for (int i = 0; i < width; ++i) mean += value(i) / width;
        for (int i = 0; i < width; ++i) variance += std::pow(value(i) - mean, 2) / width;
        for (int i = 0; i < width; ++i)
          ASSERT_NEAR(x[r * width + i],
                      (value(i) - mean) / std::sqrt(variance + 1e-3) * weight[i] + bias[i], 1e-5)
              << width;
      }
    }
}

TEST_P(TextLoopsOf, GeluIsThatOfTheStandardLibrary) {
  std::vector<float> x = {0.0F, -0.0F, 1e-30F, -1e-30F, 1e30F, -1e30F, 30.0F, -30.0F};
  for (float v = -12.0F; v < 12.0F; v += 0.00037F) x.push_back(v);
  const auto before = x;
  GetParam()->gelu(x.data(), x.size());
  double worst = 0.0;
  for (std::size_t i = 0; i < x.size(); ++i) {
    const double v = before[i], expected = 0.5 * v * std::erfc(-v * M_SQRT1_2);
    worst = std::max(worst, std::abs(x[i] - expected) / std::max(1.0, std::abs(v)));
  }
  EXPECT_LT(worst, 3e-7);
}

TEST_P(TextLoopsOf, SoftmaxIsThatOfTheStandardLibrary) {
  constexpr float kScale = 0.3F;
  for (int columns = 1; columns <= 70; ++columns) {
    auto x = random(3 * columns, 40.0);
    const auto before = x;
    GetParam()->softmax(x.data(), 3, columns, kScale);
    for (int r = 0; r < 3; ++r) {
      const float* row = &before[r * columns];
      double sum = 0.0;
      const double largest = *std::max_element(row, row + columns);
      for (int i = 0; i < columns; ++i) sum += std::exp(kScale * (row[i] - largest));
      for (int i = 0; i < columns; ++i) {
        const double expected = std::exp(kScale * (row[i] - largest)) / sum;
        ASSERT_NEAR(x[r * columns + i], expected, 3e-7) << columns;
        ASSERT_NEAR(x[r * columns + i] / expected, 1.0, 1e-5) << columns;
      }
    }
  }
}

TEST_P(TextLoopsOf, SoftmaxOfExtremesIsFinite) {
  std::vector<float> x = {1e6F, -1e6F, 1e6F, -3e38F};
  GetParam()->softmax(x.data(), 1, 4, 1.0F);
  EXPECT_FLOAT_EQ(x[0], 0.5F);
  EXPECT_FLOAT_EQ(x[2], 0.5F);
  EXPECT_LT(x[1] + x[3], 1e-30F);
}

std::vector<const TextLoops*> runnable() {
  std::vector<const TextLoops*> list = {&baseline::text_loops};
#ifdef __x86_64__
  if (processor_has(Instructions::kAvx2)) list.push_back(&avx2::text_loops);
  if (processor_has(Instructions::kAvx512)) list.push_back(&avx512::text_loops);
#endif
  return list;
}

INSTANTIATE_TEST_SUITE_P(OfEveryInstructionSet, TextLoopsOf, testing::ValuesIn(runnable()),
                         [](const auto& info) { return std::string(info.param->instructions); });

}  // namespace
}  // namespace clasp
