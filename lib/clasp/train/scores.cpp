// SPDX-License-Identifier: MIT
// Scores of rankings.
#include "train/scores.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace clasp {

namespace {

/// Ranks from 1, ties at their mean.
std::vector<double> ranks_of(const std::vector<float>& value) {
  std::vector<std::size_t> order(value.size());
  std::iota(order.begin(), order.end(), 0);
  std::sort(order.begin(), order.end(),
            [&](std::size_t a, std::size_t b) { return value[a] < value[b]; });
  std::vector<double> rank(value.size());
  for (std::size_t begin = 0; begin < order.size();) {
    std::size_t end = begin;
    while (end < order.size() && value[order[end]] == value[order[begin]]) ++end;
    for (std::size_t i = begin; i < end; ++i)
      rank[order[i]] = 0.5 * static_cast<double>(begin + 1 + end);
    begin = end;
  }
  return rank;
}

}  // namespace

double roc_auc(const std::vector<float>& score, const std::vector<bool>& positive) {
  const auto rank = ranks_of(score);
  double rank_sum = 0, positives = 0;
  for (std::size_t i = 0; i < rank.size(); ++i)
    if (positive[i]) {
      rank_sum += rank[i];
      positives += 1;
    }
  const double negatives = static_cast<double>(score.size()) - positives;
  if (positives == 0 || negatives == 0) return std::numeric_limits<double>::quiet_NaN();
  return (rank_sum - 0.5 * positives * (positives + 1)) / (positives * negatives);
}

double spearman(const std::vector<float>& a, const std::vector<float>& b) {
  const auto x = ranks_of(a), y = ranks_of(b);
  const double mean = 0.5 * static_cast<double>(x.size() + 1);
  double xy = 0, xx = 0, yy = 0;
  for (std::size_t i = 0; i < x.size(); ++i) {
    xy += (x[i] - mean) * (y[i] - mean);
    xx += (x[i] - mean) * (x[i] - mean);
    yy += (y[i] - mean) * (y[i] - mean);
  }
  return xx > 0 && yy > 0 ? xy / std::sqrt(xx * yy) : std::numeric_limits<double>::quiet_NaN();
}

nlohmann::json score_json(double score) {
  return std::isfinite(score) ? nlohmann::json(score) : nlohmann::json(nullptr);
}

double recall_at(const std::vector<int>& ranks, int k) {
  if (ranks.empty()) return 0.0;
  const auto hits = std::count_if(ranks.begin(), ranks.end(), [k](int r) { return r <= k; });
  return static_cast<double>(hits) / static_cast<double>(ranks.size());
}

double median_rank(std::vector<int> ranks) {
  if (ranks.empty()) return 0.0;
  std::sort(ranks.begin(), ranks.end());
  const std::size_t n = ranks.size();
  return 0.5 * (ranks[(n - 1) / 2] + ranks[n / 2]);
}

}  // namespace clasp
