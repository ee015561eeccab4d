// SPDX-License-Identifier: MIT
// From points to a map: principal components, neighbours, affinities, repulsion, t-SNE.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <set>

#include "core/rng.h"
#include "map/affinities.h"
#include "map/layout.h"
#include "map/nearest_points.h"
#include "map/principal_components.h"
#include "map/repulsion_tree.h"
#include "map/tsne.h"

namespace {

using clasp::Table;

Table random_points(std::size_t n, std::size_t d, std::uint64_t seed) {
  clasp::Rng rng(seed);
  Table t(n, d);
  for (float& v : t.values) v = static_cast<float>(rng.normal());
  return t;
}

/// `groups` far from each other, point i in group i % groups.
Table grouped_points(std::size_t n, std::size_t d, std::size_t groups) {
  Table t = random_points(n, d, 3);
  const Table centres = random_points(groups, d, 4);
  for (std::size_t i = 0; i < n; ++i)
    for (std::size_t c = 0; c < d; ++c) t.row(i)[c] += 6.0F * centres.row(i % groups)[c];
  return t;
}

double squared(const float* a, const float* b, std::size_t d) {
  double sum = 0.0;
  for (std::size_t c = 0; c < d; ++c) sum += std::pow(double{a[c]} - b[c], 2);
  return sum;
}

TEST(PrincipalComponents, KeepDistancesAndOrderVariances) {
  Table points = random_points(300, 6, 1);
  for (std::size_t i = 0; i < points.rows; ++i) {
    points.row(i)[4] = points.row(i)[4] * 5.0F + 100.0F;
    points.row(i)[1] *= 3.0F;
  }
  const Table all = clasp::principal_components(points, 6);
  for (std::size_t i = 1; i < 20; ++i)
    EXPECT_NEAR(squared(all.row(i), all.row(i - 1), 6),
                squared(points.row(i), points.row(i - 1), 6), 1e-2);
  std::vector<double> variance(6), mean(6);
  for (std::size_t i = 0; i < points.rows; ++i)
    for (std::size_t c = 0; c < 6; ++c) {
      variance[c] += std::pow(all.row(i)[c], 2) / 300.0;
      mean[c] += all.row(i)[c] / 300.0;
    }
  EXPECT_TRUE(std::is_sorted(variance.rbegin(), variance.rend()));
  EXPECT_NEAR(variance[0], 25.0, 5.0);
  EXPECT_NEAR(mean[0], 0.0, 1e-3);
  // the first direction is the fourth column's, and its sign is that of the column
  double together = 0.0;
  for (std::size_t i = 0; i < points.rows; ++i)
    together += all.row(i)[0] * (points.row(i)[4] - 100.0) / 300.0;
  EXPECT_NEAR(together, 25.0, 5.0);
}

TEST(NearestPoints, AreThoseOfAFullSearch) {
  const Table points = random_points(3000, 5, 2);  // more than one block
  const auto found = clasp::nearest_points(points, points, 7, true, 2);
  for (const std::size_t q : {0U, 1U, 63U, 64U, 2047U, 2048U, 2999U}) {
    std::vector<std::pair<double, int>> all;
    for (std::size_t p = 0; p < points.rows; ++p)
      if (p != q) all.emplace_back(squared(points.row(p), points.row(q), 5), p);
    std::sort(all.begin(), all.end());
    for (std::size_t k = 0; k < 7; ++k) {
      EXPECT_EQ(found.index[q * 7 + k], all[k].second) << q << " " << k;
      EXPECT_NEAR(found.squared_distance[q * 7 + k], all[k].first, 1e-4);
    }
  }
}

TEST(NearestPoints, OfOtherPointsMayBeThemselves) {
  const Table points = random_points(50, 4, 2);
  const auto found = clasp::nearest_points(points, points, 1, false, 1);
  for (int q = 0; q < 50; ++q) EXPECT_EQ(found.index[static_cast<std::size_t>(q)], q);
}

TEST(NearestPoints, ManyAreNearlyAllFoundAndNeverThemselves) {
  Table points = grouped_points(12000, 8, 30);
  for (int copy = 1; copy < 20; ++copy)  // more equal points than neighbours
    std::copy_n(points.row(0), 8, points.row(30 * static_cast<std::size_t>(copy)));
  const auto exact = clasp::nearest_points(points, points, 15, true, 1);
  std::size_t told = 0;
  const auto found =
      clasp::probably_nearest_points(points, 15, 2, [&](std::size_t done) { told = done; });
  EXPECT_EQ(told, points.rows);
  std::size_t common = 0;
  for (std::size_t q = 0; q < points.rows; ++q) {
    const auto of = [q](const clasp::NearestPoints& near) {
      return std::set<int>(near.index.begin() + static_cast<std::ptrdiff_t>(15 * q),
                           near.index.begin() + static_cast<std::ptrdiff_t>(15 * q + 15));
    };
    const auto a = of(exact), b = of(found);
    EXPECT_EQ(b.size(), 15U);
    EXPECT_EQ(b.count(static_cast<int>(q)), 0U);
    for (const int row : a) common += b.count(row);
    for (std::size_t j = 15 * q; j < 15 * q + 15; ++j)
      ASSERT_NEAR(found.squared_distance[j],
                  squared(points.row(q), points.row(static_cast<std::size_t>(found.index[j])), 8),
                  1e-3);
  }
  EXPECT_GT(static_cast<double>(common) / (15.0 * 12000), 0.97);
  EXPECT_EQ(clasp::probably_nearest_points(points, 15, 1).index, found.index);
}

TEST(Affinities, AreSymmetricSumToOneAndHaveThePerplexity) {
  const Table points = random_points(400, 3, 5);
  const auto neighbours = clasp::nearest_points(points, points, 399, true, 1);
  const auto p = clasp::affinities(neighbours, 20.0, 2);
  EXPECT_NEAR(std::accumulate(p.value.begin(), p.value.end(), 0.0), 1.0, 1e-4);
  std::vector<double> dense(400 * 400);
  for (std::size_t i = 0; i < 400; ++i)
    for (std::size_t e = p.start[i]; e < p.start[i + 1]; ++e)
      dense[i * 400 + static_cast<std::size_t>(p.column[e])] += p.value[e];
  // the mean of both directions is symmetric; its rows have about the perplexity
  double entropy = 0.0;
  for (std::size_t i = 0; i < 400; ++i) {
    double sum = 0.0, h = 0.0;
    for (std::size_t j = 0; j < 400; ++j) {
      EXPECT_FLOAT_EQ(dense[i * 400 + j], dense[j * 400 + i]);
      sum += dense[i * 400 + j];
    }
    for (std::size_t j = 0; j < 400; ++j)
      if (const double q = dense[i * 400 + j] / sum; q > 0.0) h -= q * std::log(q);
    entropy += h / 400.0;
  }
  EXPECT_NEAR(std::exp(entropy), 20.0, 4.0);
}

TEST(RepulsionTree, WithoutApproximationIsTheFullSum) {
  std::vector<float> xy = random_points(500, 2, 6).values;
  xy[2] = xy[0];  // two points at one place
  xy[3] = xy[1];
  const clasp::RepulsionTree tree(xy);
  for (const std::size_t i : {0U, 1U, 7U, 499U}) {
    double inverse = 0.0, x = 0.0, y = 0.0;
    for (std::size_t j = 0; j < 500; ++j) {
      if (j == i) continue;
      const double dx = xy[2 * i] - xy[2 * j], dy = xy[2 * i + 1] - xy[2 * j + 1];
      const double q = 1.0 / (1.0 + dx * dx + dy * dy);
      inverse += q;
      x += q * q * dx;
      y += q * q * dy;
    }
    const auto exact = tree.around(xy[2 * i], xy[2 * i + 1], 0.0);
    EXPECT_NEAR(exact.inverse, inverse, 1e-2);
    EXPECT_NEAR(exact.force[0], x, 1e-2);
    EXPECT_NEAR(exact.force[1], y, 1e-2);
    const auto approximate = tree.around(xy[2 * i], xy[2 * i + 1], 0.5);
    EXPECT_NEAR(approximate.inverse / inverse, 1.0, 0.02);
    EXPECT_NEAR(approximate.force[0], x, 2.0);
  }
  std::vector<std::uint32_t> order = tree.order();
  std::sort(order.begin(), order.end());
  for (std::uint32_t i = 0; i < 500; ++i) ASSERT_EQ(order[i], i);
}

TEST(Tsne, KeepsGroupsTogetherOnAnyNumberOfThreads) {
  const Table points = grouped_points(600, 10, 4);
  const auto p = clasp::affinities(clasp::nearest_points(points, points, 45, true, 1), 15.0, 1);
  const Table start = clasp::principal_components(points, 2);
  clasp::TsneSettings settings;
  settings.iterations = 150;
  const auto run = [&] {
    clasp::TsneState state = clasp::tsne_start(start);
    clasp::tsne(p, settings, state);
    EXPECT_EQ(state.iteration, 400);
    return state.places;
  };
  const Table map = run();
  const auto near = clasp::nearest_points(map, map, 10, true, 1);
  int same = 0;
  for (std::size_t e = 0; e < near.index.size(); ++e)
    same += (e / 10) % 4 == static_cast<std::size_t>(near.index[e]) % 4;
  EXPECT_GT(same / 6000.0, 0.99);
  settings.threads = 3;
  EXPECT_EQ(run().values, map.values);
}

TEST(LayOut, GoesOnFromWhatWasKept) {
  const Table points = grouped_points(300, 6, 3);
  clasp::LayoutSettings settings;
  settings.iterations = 60;
  std::vector<clasp::TsneState> states;
  int last = 0;
  const auto keep = [&](const clasp::TsneState& state, bool is_last) {
    states.push_back(state);
    last += is_last ? state.iteration : 0;
  };
  const auto straight = clasp::lay_out(points, settings, {{}, keep});
  ASSERT_EQ(states.size(), 310U);
  EXPECT_EQ(last, 310);
  EXPECT_EQ(states.back().places.values, straight.places.values);
  for (const int iteration : {100, 250, 290}) {
    int first = 0;
    const auto resumed = clasp::lay_out(
        points, settings,
        {{}, [&](const clasp::TsneState& s, bool) { first = first > 0 ? first : s.iteration; }},
        states[static_cast<std::size_t>(iteration - 1)]);
    EXPECT_EQ(first, iteration + 1);
    EXPECT_EQ(resumed.places.values, straight.places.values);
  }
  bool worked = false;
  const clasp::LayoutHooks told{[&](const char*, std::size_t, std::size_t) { worked = true; }, {}};
  EXPECT_EQ(clasp::lay_out(points, settings, told, states.back()).places.values,
            straight.places.values);
  EXPECT_FALSE(worked);
  settings.iterations = 10;  // fewer than were done: from the beginning
  EXPECT_EQ(clasp::lay_out(points, settings, told, states.back()).places.values,
            states[259].places.values);
}

}  // namespace
