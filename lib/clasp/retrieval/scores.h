// SPDX-License-Identifier: MIT
// Scores of rankings, with the definitions of scikit-learn.
#pragma once

#include <cstddef>
#include <nlohmann/json.hpp>
#include <vector>

#include "core/rng.h"

namespace clasp {

/// A point of a ROC curve: the rates among what scores at least as high as some threshold.
struct RocPoint {
  double false_positive_rate = 0.0, true_positive_rate = 0.0;
};

/// Items in order of their scores. Sorted once, so that a resample costs no sort.
class Ranking {
 public:
  /// How often each item counts; empty: every item once.
  using Weights = std::vector<int>;

  /// `score` and `positive` are of equal length, without NaN.
  Ranking(const std::vector<float>& score, const std::vector<bool>& positive);

  /// Probability that a positive scores above a negative, ties counting half; NaN without both
  /// kinds.
  double roc_auc(const Weights& weight = {}) const;
  /// Sum over the thresholds of precision times gain in recall, equal scores being one threshold;
  /// NaN without positives.
  double average_precision(const Weights& weight = {}) const;
  /// From (0, 0) to (1, 1), a point per distinct score; only the ends without both kinds.
  std::vector<RocPoint> roc_curve() const;
  /// Weights that keep the positives, and as many negatives, drawn without replacement (all, where
  /// there are fewer).
  Weights balanced(const Weights& weight, Rng& rng) const;
  std::size_t positives() const { return positives_; }

 private:
  /// Calls visit(positives, negatives) for every run of equal scores, highest first.
  template <class Visit>
  void for_each_tie(const Weights& weight, const Visit& visit) const;

  struct Item {
    float score;
    bool positive;
    std::size_t index;  ///< as given
  };
  std::vector<Item> items_;  ///< highest score first
  std::size_t positives_ = 0;
};

double roc_auc(const std::vector<float>& score, const std::vector<bool>& positive);

/// Mean of the average precision over `draws` balanced subsets.
double balanced_average_precision(const Ranking& ranking, int draws, Rng& rng);

/// Spearman's rank correlation, ties at their mean rank; NaN if either is constant.
double spearman(const std::vector<float>& a, const std::vector<float>& b);

/// A score for a record; null if it is not finite.
nlohmann::json score_json(double score);

/// Share of ranks (from 1) that are at most k.
double recall_at(const std::vector<int>& ranks, int k);
/// Middle of the ranks; 0 without any.
double median_rank(std::vector<int> ranks);

}  // namespace clasp
