// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include <cmath>

#include "encoder/gates.h"

namespace {

double softplus(double c) {
  return std::log1p(std::exp(-std::abs(c))) + std::max(c, 0.0);
}

float gate(double f, double c) {
  return clasp::kLn2 *
         clasp::gate_to_base_2<float>(static_cast<float>(f / M_LN2), static_cast<float>(c / M_LN2));
}

}  // namespace

TEST(Gates, AgreeWithTheStandardLibrary) {
  double worst = 0.0, sum = 0.0;
  int count = 0;
  for (double f = -40.0; f <= 40.0; f += 0.37)
    for (double c = -40.0; c <= 40.0; c += 0.41, ++count) {
      const double error = gate(f, c) * (1.0 + std::exp(-f)) / softplus(c) - 1.0;
      worst = std::max(worst, std::abs(error));
      sum += error;
    }
  EXPECT_LT(worst, 2.5e-4);
  EXPECT_LT(std::abs(sum / count), 5e-5);  // errors of one sign would add up
}

TEST(Gates, SoftplusIsThatOfTheStandardLibrary) {
  for (float c = -20.0F; c <= 20.0F; c += 0.0931F)
    EXPECT_NEAR(clasp::softplus<float>(c) / softplus(c), 1.0, 1.5e-4) << c;
}

TEST(Gates, StayFiniteAtExtremes) {
  for (const float f : {-1e30F, -1e4F, 0.0F, 1e4F, 1e30F})
    for (const float c : {-1e30F, -1e4F, 0.0F, 1e4F})
      EXPECT_TRUE(std::isfinite(clasp::gate_to_base_2<float>(f, c))) << f << " " << c;
}
