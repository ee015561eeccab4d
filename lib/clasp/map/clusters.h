// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "map/table.h"

namespace clasp {

/// Lloyd's k-means from the starts of k-means++ (Arthur, Vassilvitskii, SODA 2007); the best of a
/// few. Clusters are numbered from the largest to the smallest; there are fewer than k only where
/// there are fewer different points.
/// @return the cluster of every point
std::vector<int> cluster_points(const Table& points, int k, std::uint64_t seed, int threads);

/// The words of titles that tell each cluster from the others, most characteristic first: how often
/// the titles of the cluster hold the word, times log(1 + A / f) with A titles per cluster on
/// average and f titles with the word (c-TF-IDF: Grootendorst, arXiv:2203.05794). A title counts
/// once in a cluster, however many structures share it.
/// @param titles   of each point; may be empty
/// @param cluster  of each point, 0..count-1
std::vector<std::vector<std::string>> characteristic_words(const std::vector<std::string>& titles,
                                                           const std::vector<int>& cluster,
                                                           int count, std::size_t words_each);

}  // namespace clasp
