// SPDX-License-Identifier: MIT
// Clusters of points, and the words of their titles.
#include "map/clusters.h"

#include <gtest/gtest.h>

#include <set>

#include "core/rng.h"

namespace {

using clasp::characteristic_words;
using clasp::Table;

TEST(ClusterPoints, FindsSeparatedGroupsAndNumbersThemBySize) {
  clasp::Rng rng(1);
  Table points(700, 3);
  // groups of 400, 200, 100 around (0,0,0), (10,0,0), (0,10,0)
  const auto group = [](std::size_t i) { return i < 100 ? 2 : i < 300 ? 1 : 0; };
  for (std::size_t i = 0; i < 700; ++i)
    for (std::size_t c = 0; c < 3; ++c)
      points.row(i)[c] = static_cast<float>(rng.normal() * 0.5 +
                                            (group(i) == static_cast<int>(c) + 1 ? 10.0 : 0.0));
  const auto clusters = clasp::cluster_points(points, 3, 1, 2);
  for (std::size_t i = 0; i < 700; ++i) EXPECT_EQ(clusters[i], group(i)) << i;
}

TEST(ClusterPoints, FewerDifferentPointsThanClusters) {
  Table points(6, 2);
  for (std::size_t i = 3; i < 6; ++i) points.row(i)[0] = 1.0F;
  const auto clusters = clasp::cluster_points(points, 4, 1, 1);
  EXPECT_EQ(std::set<int>(clusters.begin(), clusters.end()).size(), 2U);
  EXPECT_NE(clusters[0], clusters[5]);
  EXPECT_TRUE(clasp::cluster_points(Table(0, 2), 4, 1, 1).empty());
}

TEST(CharacteristicWords, AreFrequentHereAndRareElsewhere) {
  const std::vector<std::string> titles = {"The crystal structure of a zeolite with silver",
                                           "Zeolite frameworks and silver",
                                           "zeolites under pressure",
                                           "A silver oxide superconductor under pressure",
                                           "Superconductor with silver",
                                           "High-Tc superconductors",
                                           "High-Tc phases"};
  const auto words = characteristic_words(titles, {0, 0, 0, 1, 1, 1, 1}, 2, 3);
  ASSERT_EQ(words.size(), 2U);
  EXPECT_EQ(words[0], (std::vector<std::string>{"zeolite", "silver"}));
  EXPECT_EQ(words[1], (std::vector<std::string>{"superconductor", "High-Tc", "silver"}));
}

TEST(CharacteristicWords, CountATitleOnce) {
  std::vector<std::string> titles(50, "Cuprates of one paper");
  titles.insert(titles.end(), {"A garnet", "Another garnet"});
  const auto words = characteristic_words(titles, std::vector<int>(titles.size(), 0), 1, 3);
  EXPECT_EQ(words[0], (std::vector<std::string>{"garnet"}));
}

}  // namespace
