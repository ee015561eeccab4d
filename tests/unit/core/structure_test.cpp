// SPDX-License-Identifier: MIT
// Elements, cells, periodic images, formulas.
#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>

#include "core/elements.h"
#include "core/periodic.h"

using namespace clasp;

TEST(Elements, FeaturesAreOneHotInEveryKnownProperty) {
  const int widths[9] = {19, 7, 10, 10, 12, 10, 10, 4, 10};
  for (int z = 1; z <= kFeatureElements; ++z) {
    const auto features = element_features(z);
    int offset = 0;
    for (const int width : widths) {
      const float sum =
          std::accumulate(features.begin() + offset, features.begin() + offset + width, 0.0F);
      EXPECT_TRUE(sum == 1.0F || sum == 0.0F) << z;
      offset += width;
    }
    EXPECT_EQ(offset, kElementFeatures);
  }
  // Hydrogen and silicon, property by property.
  const auto at = [](int z, int offset) { return element_features(z)[offset] == 1.0F; };
  EXPECT_TRUE(at(1, 1) && at(1, 19 + 0) && at(1, 19 + 7 + 4) && at(1, 78 + 0));
  EXPECT_TRUE(at(14, 14) && at(14, 19 + 2) && at(14, 78 + 1));
}

TEST(Elements, SymbolsInAnyCaseAndIsotopesOfHydrogen) {
  EXPECT_EQ(atomic_number("Si"), 14);
  EXPECT_EQ(atomic_number("SI"), 14);
  EXPECT_EQ(atomic_number("D"), 1);
  EXPECT_EQ(atomic_number("Xx"), 0);
  EXPECT_EQ(atomic_number(""), 0);
  for (int z = 1; z <= kElements; ++z) EXPECT_EQ(atomic_number(element_symbol(z)), z);
}

TEST(Structure, CellFromParameters) {
  const Mat3 m = lattice_from_parameters(3, 4, 5, 80, 95, 110);
  EXPECT_NEAR(norm(m[0]), 3, 1e-12);
  EXPECT_NEAR(norm(m[1]), 4, 1e-12);
  EXPECT_NEAR(norm(m[2]), 5, 1e-12);
  const double degree = 180.0 / 3.14159265358979323846;
  EXPECT_NEAR(std::acos(dot(m[1], m[2]) / 20) * degree, 80, 1e-9);
  EXPECT_NEAR(std::acos(dot(m[0], m[2]) / 15) * degree, 95, 1e-9);
  EXPECT_NEAR(std::acos(dot(m[0], m[1]) / 12) * degree, 110, 1e-9);
}

TEST(Structure, ReducedFormula) {
  Structure s;
  s.lattice = lattice_from_parameters(5, 5, 5, 90, 90, 90);
  for (int n = 0; n < 4; ++n) s.sites.push_back({{0.1 * n, 0, 0}, {{8, 1.0}}});
  for (int n = 0; n < 2; ++n) s.sites.push_back({{0.1 * n, 0.5, 0}, {{14, 1.0}}});
  EXPECT_EQ(reduced_formula(s), "SiO2");
  s.sites[0].occupants[0].occupancy = 0.5;
  EXPECT_EQ(reduced_formula(s), "Si2O3.5");
}

TEST(Periodic, FindsEveryImageWithinTheRadius) {
  // Against the plain sum over many cells, for a skewed cell smaller than the radius.
  Structure s;
  s.lattice = lattice_from_parameters(2.5, 3.1, 4.2, 65, 110, 75);
  s.sites = {{{0.1, 0.9, 0.4}, {{1, 1.0}}}, {{1.7, -0.2, 0.3}, {{8, 1.0}}}};
  const double radius = 8.0;
  const PointCloud cloud = points_within(s, radius);
  ASSERT_EQ(cloud.n_local, 2);
  for (int i = 0; i < 2; ++i) {
    int within = 0, expected = 0;
    for (const Vec3& p : cloud.position) within += norm(p - cloud.position[i]) <= radius;
    for (int a = -12; a <= 12; ++a)
      for (int b = -12; b <= 12; ++b)
        for (int c = -12; c <= 12; ++c)
          for (int j = 0; j < 2; ++j)
            expected += norm(s.cartesian(j) + Vec3{double(a), double(b), double(c)} * s.lattice -
                             s.cartesian(i)) <= radius;
    EXPECT_EQ(within, expected);
    EXPECT_GT(within, 100);
  }
}
