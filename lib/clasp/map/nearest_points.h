// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <functional>
#include <vector>

#include "map/table.h"

namespace clasp {

struct NearestPoints {
  std::size_t k = 0;
  std::vector<std::int32_t> index;      ///< [queries * k] rows of `points`, nearest first
  std::vector<float> squared_distance;  ///< [queries * k]
};

/// The k nearest points of every query by Euclidean distance, exactly; of equally near ones that of
/// the lower row.
/// @param points    [n, d], n >= k (n > k where a point is not its own neighbour)
/// @param same      queries are the points, and no point is its own neighbour
/// @param progress  is told how many queries are done, from one thread
NearestPoints nearest_points(const Table& points, const Table& queries, std::size_t k, bool same,
                             int threads, const std::function<void(std::size_t)>& progress = {});

/// The same for many points among themselves, by FAISS: the nearest of those in the nearest lists
/// of an inverted file of 4 sqrt(n), at least 32 of them (Johnson, Douze, Jegou, IEEE Trans. Big
/// Data 7 (2021) 535); that misses few. A build without FAISS compares all. Precondition: n > k,
/// n >= 1,000.
NearestPoints probably_nearest_points(const Table& points, std::size_t k, int threads,
                                      const std::function<void(std::size_t)>& progress = {});

}  // namespace clasp
