// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include <cmath>

#include "encoder/gates.h"

TEST(Gates, AgreeWithTheStandardLibrary) {
  for (double f = -40.0; f <= 40.0; f += 0.37)
    for (double c = -40.0; c <= 40.0; c += 0.41) {
      const double exact = std::log1p(std::exp(-std::abs(c))) + std::max(c, 0.0);
      const double expected = exact / (1.0 + std::exp(-f));
      EXPECT_NEAR(clasp::gate(static_cast<float>(f), static_cast<float>(c)) / expected, 1.0, 5e-5)
          << "f = " << f
          << ", c = " << c;  // the rounding of f and c themselves shows at large magnitudes
    }
}

TEST(Gates, RelativeErrorIsSmallWhereGatesLive) {
  double worst = 0.0;
  for (float f = -10.0F; f <= 10.0F; f += 0.0931F)
    for (float c = -10.0F; c <= 10.0F; c += 0.0857F) {
      const double x = c, y = f;
      const double expected =
          (std::log1p(std::exp(-std::abs(x))) + std::max(x, 0.0)) / (1.0 + std::exp(-y));
      worst = std::max(worst, std::abs(clasp::gate(f, c) / expected - 1.0));
    }
  EXPECT_LT(worst, 2e-6);
}

TEST(Gates, StayFiniteAtExtremes) {
  for (const float f : {-1e30F, -1e4F, 0.0F, 1e4F, 1e30F})
    for (const float c : {-1e30F, -1e4F, 0.0F, 1e4F}) EXPECT_TRUE(std::isfinite(clasp::gate(f, c)));
}
