// SPDX-License-Identifier: MIT
#include "train/rates.h"

#include <algorithm>
#include <cmath>

namespace clasp {

double rate_at(std::int64_t step, std::int64_t total, const OptimiserSettings& o) {
  if (step < o.warmup) return o.rate * static_cast<double>(step + 1) / (o.warmup + 1);
  const double share = static_cast<double>(step - o.warmup) /
                       static_cast<double>(std::max<std::int64_t>(1, total - o.warmup));
  switch (o.schedule) {
    case Schedule::kLinear:
      return o.rate * (1.0 - share);
    case Schedule::kCosine:
      return 0.5 * o.rate * (1.0 + std::cos(3.141592653589793 * share));
    case Schedule::kStep: {
      const auto passed = std::count_if(o.step_at.begin(), o.step_at.end(), [&](double at) {
        return static_cast<double>(step) >= at * static_cast<double>(total);
      });
      return o.rate * std::pow(o.step_factor, static_cast<double>(passed));
    }
    case Schedule::kConstant:
      break;
  }
  return o.rate;
}

}  // namespace clasp
