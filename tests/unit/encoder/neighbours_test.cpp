// SPDX-License-Identifier: MIT
// The search for neighbours against all distances, where the density is even and where it is not.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <random>

#include "encoder/snapshot_encoder.h"

namespace {

using namespace clasp;

constexpr int kNeighbours = 12;
constexpr double kCutoff = 8.0;

Structure cell(const Mat3& lattice) {
  Structure s;
  s.lattice = lattice;
  return s;
}

/// Atoms at random in the fractional box low..high.
void add_atoms(Structure& s, int n, const Vec3& low, const Vec3& high, std::mt19937& random) {
  std::uniform_real_distribution<double> uniform(0.0, 1.0);
  for (int i = 0; i < n; ++i) {
    Site site;
    site.occupants = {{14, 1.0}};
    for (int k = 0; k < 3; ++k) site.frac[k] = low[k] + (high[k] - low[k]) * uniform(random);
    s.sites.push_back(site);
  }
}

/// Distances from atom i to the atoms and images around it within the cut-off, nearest first.
std::vector<double> all_distances(const Structure& s, int i) {
  std::vector<double> found;
  const int images = 4;
  for (const Site& site : s.sites)
    for (int a = -images; a <= images; ++a)
      for (int b = -images; b <= images; ++b)
        for (int c = -images; c <= images; ++c) {
          const Vec3 shift = {double(a), double(b), double(c)};
          const double d = norm((site.frac + shift - s.sites[i].frac) * s.lattice);
          if (d > 1e-9 && d <= kCutoff) found.push_back(d);
        }
  std::sort(found.begin(), found.end());
  if (found.size() > kNeighbours) found.resize(kNeighbours);
  return found;
}

void expect_all_found(const Structure& s) {
  const NeighbourList list = nearest_neighbours(s, kNeighbours, kCutoff);
  for (int i = 0; i < static_cast<int>(s.sites.size()); ++i) {
    const std::vector<double> expected = all_distances(s, i);
    for (int n = 0; n < kNeighbours; ++n) {
      const int e = i * kNeighbours + n;
      if (n >= static_cast<int>(expected.size())) {
        EXPECT_EQ(list.index[e], -1) << "atom " << i << ", place " << n;
      } else {
        ASSERT_GE(list.index[e], 0) << "atom " << i << ", place " << n;
        EXPECT_NEAR(norm(list.vector[e]), expected[n], 1e-9) << "atom " << i << ", place " << n;
      }
    }
  }
}

TEST(Neighbours, OfAGas) {
  std::mt19937 random(1);
  for (const double length : {5.0, 9.0, 20.0}) {
    Structure s = cell({{{length, 0, 0}, {3, length, 0}, {-2, 1, length}}});
    add_atoms(s, 60, {0, 0, 0}, {1, 1, 1}, random);
    expect_all_found(s);
  }
}

TEST(Neighbours, OfASlabInVacuum) {
  std::mt19937 random(2);
  Structure s = cell({{{10, 0, 0}, {0, 10, 0}, {0, 0, 60}}});
  add_atoms(s, 80, {0, 0, 0.4}, {1, 1, 0.5}, random);
  expect_all_found(s);
}

TEST(Neighbours, OfADropletAndItsVapour) {
  std::mt19937 random(3);
  Structure s = cell({{{40, 0, 0}, {0, 40, 0}, {0, 0, 40}}});
  add_atoms(s, 100, {0.45, 0.45, 0.45}, {0.55, 0.55, 0.55}, random);
  add_atoms(s, 30, {0, 0, 0}, {1, 1, 1}, random);
  expect_all_found(s);
}

TEST(Neighbours, OfALonelyAtom) {
  Structure s = cell({{{30, 0, 0}, {0, 30, 0}, {0, 0, 30}}});
  std::mt19937 random(4);
  add_atoms(s, 1, {0, 0, 0}, {1, 1, 1}, random);
  expect_all_found(s);
}

}  // namespace
