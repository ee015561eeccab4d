// SPDX-License-Identifier: MIT
// Scores of rankings.
#pragma once

#include <nlohmann/json.hpp>
#include <vector>

namespace clasp {

/// Probability that a positive scores above a negative, ties counting half; NaN without both kinds.
double roc_auc(const std::vector<float>& score, const std::vector<bool>& positive);

/// Spearman's rank correlation, ties at their mean rank; NaN if either is constant.
double spearman(const std::vector<float>& a, const std::vector<float>& b);

/// A score for a record; null if it is not finite.
nlohmann::json score_json(double score);

/// Share of ranks (from 1) that are at most k.
double recall_at(const std::vector<int>& ranks, int k);
/// Middle of the ranks; 0 without any.
double median_rank(std::vector<int> ranks);

}  // namespace clasp
