// SPDX-License-Identifier: MIT
#include "map/affinities.h"

#include <algorithm>
#include <cmath>

#include "map/parallel.h"

namespace clasp {
namespace {

constexpr int kHalvings = 100;
constexpr double kTolerance = 1e-6;  ///< of the entropy

/// Conditional probabilities of one point: exp(-precision d^2) with the precision at which their
/// entropy is log(perplexity).
void fill_row(const float* squared, std::size_t k, double entropy_wanted, float* probability) {
  double precision = 1.0, low = 0.0, high = INFINITY;
  for (int i = 0; i < kHalvings; ++i) {
    double sum = 0.0, weighted = 0.0;
    for (std::size_t j = 0; j < k; ++j) {
      const double away = static_cast<double>(squared[j]) - squared[0];  // the nearest counts 1
      const double p = std::exp(-precision * away);
      probability[j] = static_cast<float>(p);
      sum += p;
      weighted += p * away;
    }
    for (std::size_t j = 0; j < k; ++j) probability[j] /= static_cast<float>(sum);
    const double entropy = std::log(sum) + precision * weighted / sum;
    if (std::abs(entropy - entropy_wanted) < kTolerance) return;
    if (entropy > entropy_wanted)
      low = precision;
    else
      high = precision;
    precision = std::isinf(high) ? 2.0 * precision : 0.5 * (low + high);
  }
}

struct Entry {
  std::int32_t column;
  float value;
};

}  // namespace

Affinities affinities(const NearestPoints& neighbours, double perplexity, int threads) {
  const std::size_t k = neighbours.k, n = neighbours.index.size() / k;
  std::vector<float> conditional(n * k);
  for_pieces(threads, n, 256, [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i)
      fill_row(neighbours.squared_distance.data() + i * k, k, std::log(perplexity),
               conditional.data() + i * k);
  });
  // both directions of every pair, row by row
  std::vector<std::size_t> start(n + 1);
  for (std::size_t e = 0; e < n * k; ++e) {
    ++start[e / k + 1];
    ++start[static_cast<std::size_t>(neighbours.index[e]) + 1];
  }
  for (std::size_t i = 0; i < n; ++i) start[i + 1] += start[i];
  std::vector<Entry> entries(2 * n * k);
  std::vector<std::size_t> next(start.begin(), start.end() - 1);
  for (std::size_t e = 0; e < n * k; ++e) {
    const auto i = static_cast<std::int32_t>(e / k), j = neighbours.index[e];
    const float half = conditional[e] / (2.0F * static_cast<float>(n));
    entries[next[static_cast<std::size_t>(i)]++] = {j, half};
    entries[next[static_cast<std::size_t>(j)]++] = {i, half};
  }
  Affinities result;
  result.start.push_back(0);
  for (std::size_t i = 0; i < n; ++i) {
    const auto begin = entries.begin() + static_cast<std::ptrdiff_t>(start[i]),
               end = entries.begin() + static_cast<std::ptrdiff_t>(start[i + 1]);
    std::sort(begin, end, [](const Entry& a, const Entry& b) { return a.column < b.column; });
    for (auto e = begin; e != end; ++e) {
      if (e != begin && result.column.back() == e->column) {
        result.value.back() += e->value;
      } else {
        result.column.push_back(e->column);
        result.value.push_back(e->value);
      }
    }
    result.start.push_back(result.column.size());
  }
  return result;
}

}  // namespace clasp
