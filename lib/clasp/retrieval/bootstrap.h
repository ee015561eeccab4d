// SPDX-License-Identifier: MIT
// How far a score may be off because the structures it was taken on are a sample.
#pragma once

#include <cstdint>
#include <functional>
#include <vector>

#include "core/rng.h"

namespace clasp {

struct Interval {
  double low = 0.0, high = 0.0;
};

/// Draws groups of items with replacement: structures of one paper are no independent samples.
/// Groups that hold a positive and groups that do not are drawn apart, as many of each as there
/// are, so that no resample lacks either.
class GroupResampler {
 public:
  /// @param group     number of each item's group, 0..groups-1
  /// @param positive  of each item; empty: all groups are drawn together
  GroupResampler(const std::vector<int>& group, const std::vector<bool>& positive);

  /// How often each item counts in a resample.
  std::vector<int> draw(Rng& rng) const;

 private:
  std::size_t items_;
  std::vector<std::vector<std::vector<int>>> strata_;  ///< stratum, group, items
};

/// Values of a statistic over resamples.
/// @param statistic  of items that count so often; may draw numbers of its own
std::vector<double> bootstrap(
    const GroupResampler& resampler, int resamples, std::uint64_t seed,
    const std::function<double(const std::vector<int>& weight, Rng& rng)>& statistic);

/// The 2.5 and 97.5 percentiles (linear between values) of the finite ones; NaN without any.
/// Percentile bootstrap: Efron, Ann. Statist. 7 (1979) 1.
Interval interval_95(std::vector<double> values);

}  // namespace clasp
