// SPDX-License-Identifier: MIT
#include "map/nearest_points.h"

#include <cblas.h>

#include <algorithm>
#include <atomic>
#include <cmath>
#include <thread>

#include "map/parallel.h"
#include "map/single_thread_blas.h"

namespace clasp {
namespace {

constexpr std::size_t kQueries = 64, kPoints = 2048;  // a block of products stays in the cache

using Candidate = std::pair<float, std::int32_t>;  ///< squared distance, row

std::vector<float> squared_norms(const Table& t) {
  std::vector<float> norms(t.rows);
  for (std::size_t r = 0; r < t.rows; ++r)
    norms[r] = cblas_sdot(static_cast<int>(t.cols), t.row(r), 1, t.row(r), 1);
  return norms;
}

/// The k smallest candidates so far, as a heap with the largest on top.
class Best {
 public:
  explicit Best(std::size_t k) : k_(k) {}
  float bound() const { return heap_.size() < k_ ? INFINITY : heap_.front().first; }
  void add(Candidate c) {
    if (heap_.size() == k_) {
      if (c >= heap_.front()) return;
      std::pop_heap(heap_.begin(), heap_.end());
      heap_.back() = c;
    } else {
      heap_.push_back(c);
    }
    std::push_heap(heap_.begin(), heap_.end());
  }
  const std::vector<Candidate>& sorted() {
    std::sort_heap(heap_.begin(), heap_.end());
    return heap_;
  }

 private:
  std::size_t k_;
  std::vector<Candidate> heap_;
};

}  // namespace

NearestPoints nearest_points(const Table& points, const Table& queries, std::size_t k, bool same,
                             int threads, const std::function<void(std::size_t)>& progress) {
  const SingleThreadBlas guard;
  const auto width = static_cast<int>(points.cols);
  const std::vector<float> point_norms = squared_norms(points),
                           query_norms = squared_norms(queries);
  NearestPoints result{k, std::vector<std::int32_t>(queries.rows * k),
                       std::vector<float>(queries.rows * k)};
  std::atomic<std::size_t> done{0};
  const auto reporter = std::this_thread::get_id();
  for_pieces(threads, queries.rows, kQueries, [&](std::size_t begin, std::size_t end) {
    std::vector<float> products((end - begin) * kPoints);
    std::vector<Best> best(end - begin, Best(k));
    for (std::size_t first = 0; first < points.rows; first += kPoints) {
      const std::size_t count = std::min(kPoints, points.rows - first);
      cblas_sgemm(CblasRowMajor, CblasNoTrans, CblasTrans, static_cast<int>(end - begin),
                  static_cast<int>(count), width, 1.0F, queries.row(begin), width,
                  points.row(first), width, 0.0F, products.data(), kPoints);
      for (std::size_t q = begin; q < end; ++q) {
        Best& nearest = best[q - begin];
        float bound = nearest.bound();
        for (std::size_t p = 0; p < count; ++p) {
          const float distance =
              query_norms[q] + point_norms[first + p] - 2.0F * products[(q - begin) * kPoints + p];
          if (distance > bound || (same && first + p == q)) continue;
          nearest.add({std::max(distance, 0.0F), static_cast<std::int32_t>(first + p)});
          bound = nearest.bound();
        }
      }
    }
    for (std::size_t q = begin; q < end; ++q) {
      std::size_t place = q * k;
      for (const auto& [distance, row] : best[q - begin].sorted()) {
        result.squared_distance[place] = distance;
        result.index[place++] = row;
      }
    }
    done += end - begin;
    if (progress && std::this_thread::get_id() == reporter) progress(done);
  });
  return result;
}

}  // namespace clasp
