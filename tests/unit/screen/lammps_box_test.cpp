// SPDX-License-Identifier: MIT
// Cells as LAMMPS wants them keep all distances.
#include <cmath>

#include "unit/screen/screen_test.h"

namespace clasp {
namespace {

Snapshot example(const std::array<bool, 3>& periodic, double hand = 1.0) {
  Snapshot s;
  s.id = "example";
  s.cell = {{{1.0, 4.0, 0.5}, {-3.0, 2.0, 1.0}, {0.7, -0.3, hand * 5.0}}};
  s.periodic = periodic;
  s.z = {14, 8, 1};
  s.positions = {{0.1, 0.2, 0.3}, {9.0, -7.0, 4.0}, {-2.0, 1.0, 20.0}};
  return s;
}

/// Distances of each pair, least over images of the periodic directions.
std::vector<double> distances(const Mat3& cell, const std::array<bool, 3>& periodic,
                              const std::vector<Vec3>& x) {
  std::vector<double> out;
  for (std::size_t i = 0; i < x.size(); ++i)
    for (std::size_t j = i; j < x.size(); ++j) {
      double least = 1e9;
      for (int a = -9; a <= 9; ++a)
        for (int b = -9; b <= 9; ++b)
          for (int c = -9; c <= 9; ++c) {
            const Vec3 shift{periodic[0] * a * 1.0, periodic[1] * b * 1.0, periodic[2] * c * 1.0};
            const double d = norm(x[i] - x[j] + shift * cell);
            if (d > 1e-9) least = std::min(least, d);
          }
      out.push_back(least);
    }
  return out;
}

void check(const Snapshot& s) {
  const LammpsBox box = lammps_box(s);
  EXPECT_EQ(box.periodic, s.periodic);
  std::vector<Vec3> x;
  const Mat3 to_fractions = inverse(box.cell);
  for (std::size_t i = 0; i < s.z.size(); ++i) {
    x.push_back({box.positions[3 * i], box.positions[3 * i + 1], box.positions[3 * i + 2]});
    for (const double f : x.back() * to_fractions) {
      EXPECT_GE(f, -1e-12);
      EXPECT_LE(f, 1.0 + 1e-12);
    }
  }
  for (const int above : {1, 2}) EXPECT_EQ(box.cell[0][above], 0.0);
  EXPECT_EQ(box.cell[1][2], 0.0);
  for (int k = 0; k < 3; ++k) {
    EXPECT_GT(box.cell[k][k], 0.0);
    for (int below = 0; below < k; ++below)
      if (!s.periodic[k] || !s.periodic[below]) EXPECT_EQ(box.cell[k][below], 0.0);
  }
  const auto expected = distances(s.cell, s.periodic, s.positions);
  const auto found = distances(box.cell, s.periodic, x);
  for (std::size_t i = 0; i < expected.size(); ++i) EXPECT_NEAR(found[i], expected[i], 1e-9);
}

TEST(LammpsBox, KeepsDistancesWhateverIsPeriodic) {
  for (int bits = 0; bits < 8; ++bits)
    for (const double hand : {1.0, -1.0})
      check(example({(bits & 1) != 0, (bits & 2) != 0, (bits & 4) != 0}, hand));
}

TEST(LammpsBox, RefusesWhatIsNoCell) {
  const auto problem = [](const Snapshot& s) {
    try {
      lammps_box(s);
    } catch (const Error& e) {
      return std::string(e.what());
    }
    return std::string();
  };
  Snapshot s = example({true, true, true});
  s.cell[2] = s.cell[1];
  EXPECT_EQ(problem(s), "example: the cell has no volume; check its vectors");
  s.cell = {{{0.05, 0, 0}, {0, 0.05, 0}, {0, 0, 9}}};
  EXPECT_NE(problem(s).find("the cell is so thin that"), std::string::npos);
  s = example({false, false, false});
  s.positions[1][2] = HUGE_VAL;
  EXPECT_EQ(problem(s), "example: a position is too far away; check the atom list");
  s.positions.clear();
  EXPECT_EQ(problem(s), "example: holds no atoms; leave it out");
}

}  // namespace
}  // namespace clasp
