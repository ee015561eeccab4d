// SPDX-License-Identifier: MIT
#include "map/nearest_points.h"

#ifdef CLASP_WITH_FAISS
#include <faiss/IndexFlat.h>
#include <faiss/IndexIVFFlat.h>
#include <omp.h>

#include <algorithm>
#include <cmath>

#include "map/single_thread_blas.h"
#endif

namespace clasp {

#ifdef CLASP_WITH_FAISS
namespace {

constexpr std::size_t kProbes = 32;      ///< lists looked into, at least
constexpr std::size_t kCandidates = 20;  ///< points looked at for each neighbour, at least
constexpr int kTrainingPerList = 64, kIterations = 10;
constexpr std::size_t kBlock = 8192;  ///< queries between two reports of progress

using Id = faiss::Index::idx_t;

/// The threads that FAISS uses, until the end of the block.
class OmpThreads {
 public:
  explicit OmpThreads(int threads) : before_(omp_get_max_threads()) {
    omp_set_num_threads(threads);
  }
  ~OmpThreads() { omp_set_num_threads(before_); }
  OmpThreads(const OmpThreads&) = delete;
  OmpThreads& operator=(const OmpThreads&) = delete;

 private:
  int before_;
};

/// Finds the `wanted` nearest of some rows; looks into more lists where those at hand hold fewer.
void search(faiss::IndexIVFFlat& lists, const float* rows, std::size_t count, std::size_t wanted,
            std::vector<Id>& ids, std::vector<float>& squared) {
  while (true) {
    lists.search(static_cast<Id>(count), rows, static_cast<Id>(wanted), squared.data(), ids.data());
    bool all = true;
    for (std::size_t q = 1; q <= count; ++q) all &= ids[q * wanted - 1] >= 0;
    if (all || lists.nprobe >= lists.nlist) return;
    lists.nprobe *= 2;
  }
}

/// Copies the first k that are not the point itself, which copies of it may have pushed out.
void copy_others(std::size_t self, const Id* ids, const float* squared, std::size_t k,
                 NearestPoints& to) {
  std::size_t place = self * k;
  for (const std::size_t end = place + k; place < end; ++ids, ++squared) {
    if (static_cast<std::size_t>(*ids) == self) continue;
    to.index[place] = static_cast<std::int32_t>(*ids);
    to.squared_distance[place++] = std::max(*squared, 0.0F);
  }
}

}  // namespace

NearestPoints probably_nearest_points(const Table& points, std::size_t k, int threads,
                                      const std::function<void(std::size_t)>& progress) {
  const SingleThreadBlas guard;
  const OmpThreads omp(threads);
  const std::size_t n = points.rows;
  faiss::IndexFlatL2 centres(static_cast<Id>(points.cols));
  faiss::IndexIVFFlat lists(&centres, points.cols,
                            static_cast<std::size_t>(4.0 * std::sqrt(static_cast<double>(n))));
  lists.cp.niter = kIterations;
  lists.cp.max_points_per_centroid = kTrainingPerList;
  lists.nprobe = std::max(kProbes, kCandidates * k * lists.nlist / n);
  lists.train(static_cast<Id>(n), points.values.data());
  lists.add(static_cast<Id>(n), points.values.data());
  NearestPoints result{k, std::vector<std::int32_t>(n * k), std::vector<float>(n * k)};
  std::vector<Id> ids(kBlock * (k + 1));
  std::vector<float> squared(ids.size());
  for (std::size_t begin = 0; begin < n; begin += kBlock) {
    const std::size_t count = std::min(kBlock, n - begin);
    search(lists, points.row(begin), count, k + 1, ids, squared);
    for (std::size_t q = 0; q < count; ++q)
      copy_others(begin + q, ids.data() + q * (k + 1), squared.data() + q * (k + 1), k, result);
    if (progress) progress(begin + count);
  }
  return result;
}

#else

NearestPoints probably_nearest_points(const Table& points, std::size_t k, int threads,
                                      const std::function<void(std::size_t)>& progress) {
  return nearest_points(points, points, k, true, threads, progress);
}

#endif

}  // namespace clasp
