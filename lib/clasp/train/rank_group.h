// SPDX-License-Identifier: MIT
// The processes that train one model together: sums and rows across them. A group of one is a
// group like any other, so that the training knows no difference.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <utility>

#include "train/launch.h"

namespace at {
class Tensor;
}

namespace clasp {

/// Every call but the first five is collective: all ranks make it, in the same order. When a rank
/// ends while the others wait for it they throw LostRank.
class RankGroup {
 public:
  RankGroup();  ///< one rank alone
  /// Waits until all ranks have come. Throws Error if they do not within `timeout_seconds`, which
  /// is also how long a rank waits for others that are alive but silent.
  RankGroup(const Launch& launch, double timeout_seconds);
  ~RankGroup();
  RankGroup(RankGroup&&) noexcept;

  int rank() const { return rank_; }
  int size() const { return size_; }
  int local_rank() const { return local_rank_; }  ///< among those of this host
  bool first() const { return rank_ == 0; }
  /// Rows begin..end-1 of `rows` that are this rank's.
  std::pair<std::int64_t, std::int64_t> share(std::int64_t rows) const;

  /// Replaces the values by their sums over all ranks, the same bits on each.
  void sum(float* values, std::size_t n) const;
  void sum(double* values, std::size_t n) const;
  /// The same for a tensor, float32 or float64 on any device: over NCCL where every rank has a GPU
  /// of its own, otherwise through the host's memory.
  void sum(const at::Tensor& values) const;
  /// True on all ranks if it is on one.
  bool any(bool here) const;
  /// Calls work() on rank 0 alone, however long it takes; all ranks return what it returned.
  std::string told_by_first(const std::function<std::string()>& work) const;
  /// Calls work() on rank 0, then on the others: what rank 0 leaves in a file they find there.
  void first_before_others(const std::function<void()>& work) const;

  /// After an error or LostRank: true on one rank only, which is to tell the user. Not collective.
  bool speaks() const;

 private:
  struct Backend;
  bool sums_on_devices() const;
  int rank_ = 0, size_ = 1, local_rank_ = 0;
  std::unique_ptr<Backend> backend_;
};

/// Another rank has ended, or is silent.
struct LostRank {
  std::string reason;
};

}  // namespace clasp
