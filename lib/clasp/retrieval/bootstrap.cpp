// SPDX-License-Identifier: MIT
#include "retrieval/bootstrap.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace clasp {
namespace {

/// Of sorted values, linear between neighbours.
double quantile(const std::vector<double>& sorted, double q) {
  const double place = q * static_cast<double>(sorted.size() - 1);
  const auto below = static_cast<std::size_t>(place);
  const std::size_t above = std::min(below + 1, sorted.size() - 1);
  return sorted[below] + (place - static_cast<double>(below)) * (sorted[above] - sorted[below]);
}

}  // namespace

GroupResampler::GroupResampler(const std::vector<int>& group, const std::vector<bool>& positive)
    : items_(group.size()) {
  std::vector<std::vector<int>> members;
  for (std::size_t i = 0; i < group.size(); ++i) {
    members.resize(std::max(members.size(), static_cast<std::size_t>(group[i]) + 1));
    members[group[i]].push_back(static_cast<int>(i));
  }
  strata_.resize(2);
  for (auto& items : members) {
    if (items.empty()) continue;
    const bool holds_positive =
        !positive.empty() &&
        std::any_of(items.begin(), items.end(), [&](int i) { return bool{positive[i]}; });
    strata_[holds_positive ? 1 : 0].push_back(std::move(items));
  }
}

std::vector<int> GroupResampler::draw(Rng& rng) const {
  std::vector<int> weight(items_, 0);
  for (const auto& groups : strata_)
    for (std::size_t n = 0; n < groups.size(); ++n)
      for (const int i : groups[rng.below(groups.size())]) ++weight[i];
  return weight;
}

std::vector<double> bootstrap(
    const GroupResampler& resampler, int resamples, std::uint64_t seed,
    const std::function<double(const std::vector<int>&, Rng&)>& statistic) {
  Rng rng(seed);
  std::vector<double> values;
  for (int r = 0; r < resamples; ++r) {
    const std::vector<int> weight = resampler.draw(rng);
    values.push_back(statistic(weight, rng));
  }
  return values;
}

Interval interval_95(std::vector<double> values) {
  values.erase(
      std::remove_if(values.begin(), values.end(), [](double v) { return !std::isfinite(v); }),
      values.end());
  if (values.empty()) {
    constexpr double none = std::numeric_limits<double>::quiet_NaN();
    return {none, none};
  }
  std::sort(values.begin(), values.end());
  return {quantile(values, 0.025), quantile(values, 0.975)};
}

}  // namespace clasp
