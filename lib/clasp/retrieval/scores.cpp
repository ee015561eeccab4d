// SPDX-License-Identifier: MIT
// Scores of rankings.
#include "retrieval/scores.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace clasp {
namespace {

constexpr double kNone = std::numeric_limits<double>::quiet_NaN();

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

Ranking::Ranking(const std::vector<float>& score, const std::vector<bool>& positive) {
  items_.reserve(score.size());
  for (std::size_t i = 0; i < score.size(); ++i) items_.push_back({score[i], positive[i], i});
  std::sort(items_.begin(), items_.end(), [](const Item& a, const Item& b) {
    return a.score != b.score ? a.score > b.score : a.index < b.index;
  });
  positives_ = static_cast<std::size_t>(std::count(positive.begin(), positive.end(), true));
}

template <class Visit>
void Ranking::for_each_tie(const Weights& weight, const Visit& visit) const {
  for (std::size_t begin = 0, end = 0; begin < items_.size(); begin = end) {
    double positives = 0, negatives = 0;
    for (; end < items_.size() && items_[end].score == items_[begin].score; ++end)
      (items_[end].positive ? positives : negatives) +=
          weight.empty() ? 1 : weight[items_[end].index];
    visit(positives, negatives);
  }
}

double Ranking::roc_auc(const Weights& weight) const {
  double above = 0, all_negatives = 0, pairs = 0;
  for_each_tie(weight, [&](double positives, double negatives) {
    pairs += negatives * (above + 0.5 * positives);
    above += positives;
    all_negatives += negatives;
  });
  return above > 0 && all_negatives > 0 ? pairs / (above * all_negatives) : kNone;
}

double Ranking::average_precision(const Weights& weight) const {
  double found = 0, seen = 0, sum = 0;
  for_each_tie(weight, [&](double positives, double negatives) {
    found += positives;
    seen += positives + negatives;
    if (positives > 0) sum += positives * found / seen;
  });
  return found > 0 ? sum / found : kNone;
}

std::vector<RocPoint> Ranking::roc_curve() const {
  const auto negatives = static_cast<double>(items_.size() - positives_);
  std::vector<RocPoint> curve = {{0.0, 0.0}};
  if (positives_ == 0 || negatives == 0) return {{0.0, 0.0}, {1.0, 1.0}};
  double true_positives = 0, false_positives = 0;
  for_each_tie({}, [&](double p, double n) {
    true_positives += p;
    false_positives += n;
    curve.push_back({false_positives / negatives, true_positives / double(positives_)});
  });
  return curve;
}

Ranking::Weights Ranking::balanced(const Weights& weight, Rng& rng) const {
  Weights kept(items_.size(), 0);
  std::vector<std::size_t> negatives;  // as often as they count, in the order they were given
  std::vector<bool> positive(items_.size());
  for (const Item& item : items_) positive[item.index] = item.positive;
  std::size_t wanted = 0;
  for (std::size_t i = 0; i < positive.size(); ++i) {
    const int n = weight.empty() ? 1 : weight[i];
    if (positive[i]) {
      kept[i] = n;
      wanted += static_cast<std::size_t>(n);
    } else {
      negatives.insert(negatives.end(), static_cast<std::size_t>(n), i);
    }
  }
  for (std::size_t k = 0; k < std::min(wanted, negatives.size()); ++k) {
    std::swap(negatives[k], negatives[k + rng.below(negatives.size() - k)]);
    ++kept[negatives[k]];
  }
  return kept;
}

double roc_auc(const std::vector<float>& score, const std::vector<bool>& positive) {
  return Ranking(score, positive).roc_auc();
}

double balanced_average_precision(const Ranking& ranking, int draws, Rng& rng) {
  double sum = 0;
  for (int d = 0; d < draws; ++d) sum += ranking.average_precision(ranking.balanced({}, rng));
  return sum / draws;
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
  return xx > 0 && yy > 0 ? xy / std::sqrt(xx * yy) : kNone;
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
