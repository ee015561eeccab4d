// SPDX-License-Identifier: MIT
// Scores of rankings and their intervals against scikit-learn's
// (tests/reference/ranking_scores.py).
#include "retrieval/scores.h"

#include <gtest/gtest.h>

#include <cmath>
#include <fstream>

#include "retrieval/bootstrap.h"
#include "retrieval/ranks.h"

namespace {

using namespace clasp;
using nlohmann::json;

constexpr double kAgreement = 1e-9;

const json& reference() {
  static const json data = [] {
    std::ifstream in(CLASP_SOURCE_DIR "/tests/reference/data/ranking_scores.json");
    return json::parse(in);
  }();
  return data;
}

Matrix matrix(const char* name) {
  const json& rows = reference().at(name);
  Matrix m{static_cast<int>(rows.size()), static_cast<int>(rows[0].size()), {}};
  for (const auto& row : rows)
    for (const auto& value : row) m.values.push_back(value);
  return m;
}

/// Calls visit(ranking, positives, scikit-learn's values) for every query.
template <class Visit>
void for_each_query(const Visit& visit) {
  const Matrix structures = matrix("structures");
  int visited = 0;
  for_each_row_of_cosines(matrix("queries"), structures, [&](int q, const float* cosines) {
    const json& expected = reference().at("scores")[q];
    const std::vector<bool> positive = expected.at("positive");
    SCOPED_TRACE("query " + std::to_string(q));
    visit(Ranking({cosines, cosines + structures.rows}, positive), positive, expected);
    ++visited;
  });
  EXPECT_EQ(visited, 3);
}

void expect_interval(const Interval& interval, const json& expected) {
  EXPECT_NEAR(interval.low, expected[0].get<double>(), kAgreement);
  EXPECT_NEAR(interval.high, expected[1].get<double>(), kAgreement);
}

TEST(Scores, AgreeWithScikitLearn) {
  for_each_query([](const Ranking& ranking, const auto&, const json& expected) {
    EXPECT_NEAR(ranking.roc_auc(), expected.at("roc_auc").get<double>(), kAgreement);
    EXPECT_NEAR(ranking.average_precision(), expected.at("average_precision").get<double>(),
                kAgreement);
    Rng rng(reference().at("seed").get<std::uint64_t>());
    EXPECT_NEAR(balanced_average_precision(ranking, reference().at("draws"), rng),
                expected.at("balanced_average_precision").get<double>(), kAgreement);
  });
}

TEST(Scores, CurveIsThatOfScikitLearn) {
  for_each_query([](const Ranking& ranking, const auto&, const json& expected) {
    const auto curve = ranking.roc_curve();
    const json& points = expected.at("roc_curve");
    ASSERT_EQ(curve.size(), points.size());
    for (std::size_t i = 0; i < curve.size(); ++i) {
      EXPECT_NEAR(curve[i].false_positive_rate, points[i][0].get<double>(), kAgreement);
      EXPECT_NEAR(curve[i].true_positive_rate, points[i][1].get<double>(), kAgreement);
    }
  });
}

TEST(Scores, IntervalsAreThoseOfScikitLearnOnTheSameResamples) {
  const std::vector<int> group = reference().at("group");
  const std::uint64_t seed = reference().at("seed");
  const int resamples = reference().at("resamples");
  for_each_query([&](const Ranking& ranking, const auto& positive, const json& expected) {
    const GroupResampler resampler(group, positive);
    expect_interval(interval_95(bootstrap(resampler, resamples, seed,
                                          [&](const auto& w, Rng&) { return ranking.roc_auc(w); })),
                    expected.at("roc_auc_95"));
    expect_interval(
        interval_95(bootstrap(resampler, resamples, seed,
                              [&](const auto& w, Rng& rng) {
                                return ranking.average_precision(ranking.balanced(w, rng));
                              })),
        expected.at("balanced_95"));
  });
}

/// Ranks of the best candidate of the query's own group.
std::vector<int> ranks(const Matrix& queries, const std::vector<int>& own, const Matrix& candidates,
                       const std::vector<int>& groups) {
  std::vector<int> found;
  for_each_row_of_cosines(queries, candidates, [&](int q, const float* cosines) {
    found.push_back(rank_of(cosines, candidates.rows, [&](int c) { return groups[c] == own[q]; }));
  });
  return found;
}

void expect_recall(const std::vector<int>& found, const json& expected) {
  EXPECT_EQ(found, expected.at("ranks").get<std::vector<int>>());
  for (const int k : {1, 10, 50})
    EXPECT_NEAR(recall_at(found, k), expected.at("R@" + std::to_string(k)).get<double>(),
                kAgreement);
  EXPECT_NEAR(median_rank(found), expected.at("median").get<double>(), kAgreement);
}

TEST(Scores, RecallAndMedianRankAgreeWithScikitLearnsRanks) {
  const Matrix structures = matrix("structures"), titles = matrix("titles");
  const std::vector<int> group = reference().at("group");
  std::vector<int> title(static_cast<std::size_t>(titles.rows));
  for (int t = 0; t < titles.rows; ++t) title[t] = t;
  expect_recall(ranks(titles, title, structures, group), reference().at("text_to_structure"));
  expect_recall(ranks(structures, group, titles, title), reference().at("structure_to_text"));
}

TEST(Scores, OneKindAloneHasNone) {
  const Ranking negatives({0.1F, 0.2F}, {false, false}), positives({0.1F}, {true});
  EXPECT_TRUE(std::isnan(negatives.roc_auc()) && std::isnan(positives.roc_auc()));
  EXPECT_TRUE(std::isnan(negatives.average_precision()));
  EXPECT_EQ(positives.average_precision(), 1.0);
  EXPECT_EQ(negatives.roc_curve().size(), 2U);
  EXPECT_TRUE(std::isnan(interval_95({NAN}).low));
}

TEST(Scores, ResamplesKeepGroupsTogetherAndDrawKindsApart) {
  const std::vector<int> group = {0, 0, 1, 2, 2, 3};
  const GroupResampler resampler(group, {true, false, false, false, false, true});
  Rng rng(5);
  std::vector<int> sum(6, 0);
  for (int r = 0; r < 400; ++r) {
    const auto weight = resampler.draw(rng);
    EXPECT_EQ(weight[0], weight[1]);
    EXPECT_EQ(weight[3], weight[4]);
    EXPECT_EQ(weight[0] + weight[5], 2);  // groups with a positive
    EXPECT_EQ(weight[2] + weight[3], 2);
    for (int i = 0; i < 6; ++i) sum[i] += weight[i];
  }
  for (const int s : sum) EXPECT_NEAR(s, 400, 60);  // each once on average
}

TEST(Scores, BalancedKeepsPositivesAndDrawsAsManyNegatives) {
  const Ranking ranking({0.5F, 0.4F, 0.3F, 0.2F, 0.1F}, {false, true, false, true, false});
  Rng rng(2);
  std::vector<int> often(5, 0);
  for (int d = 0; d < 300; ++d) {
    const auto weight = ranking.balanced({}, rng);
    EXPECT_EQ(weight[1] + weight[3], 2);
    EXPECT_EQ(weight[0] + weight[2] + weight[4], 2);
    for (int i = 0; i < 5; ++i) often[i] += weight[i];
  }
  for (const int i : {0, 2, 4}) EXPECT_NEAR(often[i], 200, 40);
  EXPECT_EQ(ranking.balanced({0, 2, 0, 1, 1}, rng), (std::vector<int>{0, 2, 0, 1, 1}));
}

}  // namespace
