// SPDX-License-Identifier: MIT
// Scores of rankings.
#include "train/scores.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace clasp {

double roc_auc(const std::vector<float>& score, const std::vector<bool>& positive) {
  std::vector<std::size_t> order(score.size());
  std::iota(order.begin(), order.end(), 0);
  std::sort(order.begin(), order.end(),
            [&](std::size_t a, std::size_t b) { return score[a] < score[b]; });
  double rank_sum = 0, positives = 0;
  for (std::size_t begin = 0; begin < order.size();) {
    std::size_t end = begin;
    while (end < order.size() && score[order[end]] == score[order[begin]]) ++end;
    const double rank = 0.5 * static_cast<double>(begin + 1 + end);  // mean rank of the tie
    for (std::size_t i = begin; i < end; ++i)
      if (positive[order[i]]) {
        rank_sum += rank;
        positives += 1;
      }
    begin = end;
  }
  const double negatives = static_cast<double>(score.size()) - positives;
  if (positives == 0 || negatives == 0) return std::numeric_limits<double>::quiet_NaN();
  return (rank_sum - 0.5 * positives * (positives + 1)) / (positives * negatives);
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
