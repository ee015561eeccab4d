// SPDX-License-Identifier: MIT
#include "map/clusters.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "core/rng.h"
#include "map/parallel.h"

namespace clasp {
namespace {

constexpr int kStarts = 3, kMostRounds = 100;

float squared_distance(const float* a, const float* b, std::size_t d) {
  float sum = 0.0F;
  for (std::size_t c = 0; c < d; ++c) sum += (a[c] - b[c]) * (a[c] - b[c]);
  return sum;
}

/// First centres: each new one is a point drawn with the square of its distance to those there are.
Table spread_centres(const Table& points, int k, Rng& rng) {
  Table centres(0, points.cols);
  std::vector<double> squared(points.rows, INFINITY);
  std::size_t chosen = rng.below(points.rows);
  while (true) {
    centres.values.insert(centres.values.end(), points.row(chosen),
                          points.row(chosen) + points.cols);
    if (++centres.rows == static_cast<std::size_t>(k)) return centres;
    double total = 0.0;
    for (std::size_t i = 0; i < points.rows; ++i) {
      const double d = squared_distance(points.row(i), points.row(chosen), points.cols);
      squared[i] = std::min(squared[i], d);
      total += squared[i];
    }
    if (total <= 0.0) return centres;  // every point is a centre
    double left = rng.uniform() * total;
    chosen = 0;
    for (std::size_t i = 0; i < points.rows; ++i) {
      if (squared[i] <= 0.0) continue;
      chosen = i;  // the last of those that can be chosen, should rounding leave a rest
      if ((left -= squared[i]) < 0.0) break;
    }
  }
}

struct Clustering {
  std::vector<int> cluster;
  double spread = INFINITY;  ///< sum of squared distances to the centres
};

/// Gives each point to its nearest centre.
double assign(const Table& points, const Table& centres, std::vector<int>& cluster, int threads) {
  std::vector<float> nearest(points.rows);
  for_pieces(threads, points.rows, 1024, [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) {
      nearest[i] = INFINITY;
      for (std::size_t c = 0; c < centres.rows; ++c) {
        const float d = squared_distance(points.row(i), centres.row(c), points.cols);
        if (d >= nearest[i]) continue;
        nearest[i] = d;
        cluster[i] = static_cast<int>(c);
      }
    }
  });
  return std::accumulate(nearest.begin(), nearest.end(), 0.0);
}

void move_centres(const Table& points, const std::vector<int>& cluster, Table& centres) {
  std::vector<double> sum(centres.values.size()), count(centres.rows);
  for (std::size_t i = 0; i < points.rows; ++i) {
    const auto c = static_cast<std::size_t>(cluster[i]);
    ++count[c];
    for (std::size_t k = 0; k < points.cols; ++k) sum[c * points.cols + k] += points.row(i)[k];
  }
  for (std::size_t c = 0; c < centres.rows; ++c)
    for (std::size_t k = 0; k < points.cols && count[c] > 0; ++k)
      centres.row(c)[k] = static_cast<float>(sum[c * points.cols + k] / count[c]);
}

Clustering cluster_once(const Table& points, int k, Rng& rng, int threads) {
  Table centres = spread_centres(points, k, rng);
  Clustering result{std::vector<int>(points.rows), INFINITY};
  std::vector<int> before;
  for (int round = 0; round < kMostRounds && result.cluster != before; ++round) {
    before = result.cluster;
    result.spread = assign(points, centres, result.cluster, threads);
    move_centres(points, result.cluster, centres);
  }
  return result;
}

/// Numbers from the largest cluster to the smallest, without gaps.
void number_by_size(std::vector<int>& cluster, int k) {
  std::vector<int> count(static_cast<std::size_t>(k)), order(count.size()), rank(count.size());
  for (const int c : cluster) ++count[static_cast<std::size_t>(c)];
  std::iota(order.begin(), order.end(), 0);
  std::stable_sort(order.begin(), order.end(), [&](int a, int b) {
    return count[static_cast<std::size_t>(a)] > count[static_cast<std::size_t>(b)];
  });
  for (std::size_t r = 0; r < order.size(); ++r)
    rank[static_cast<std::size_t>(order[r])] = static_cast<int>(r);
  for (int& c : cluster) c = rank[static_cast<std::size_t>(c)];
}

}  // namespace

std::vector<int> cluster_points(const Table& points, int k, std::uint64_t seed, int threads) {
  if (points.rows == 0) return {};
  Rng rng(seed);
  Clustering best;
  for (int start = 0; start < kStarts; ++start) {
    Clustering one = cluster_once(points, k, rng, threads);
    if (one.spread < best.spread) best = std::move(one);
  }
  number_by_size(best.cluster, k);
  return best.cluster;
}

}  // namespace clasp
