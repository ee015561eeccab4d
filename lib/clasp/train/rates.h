// SPDX-License-Identifier: MIT
// The learning rate over the course of a training.
#pragma once

#include <cstdint>

#include "train/settings.h"

namespace clasp {

/// Rate of step `step` (from 0) of `total`: a linear increase over the warm-up, then as
/// settings.schedule says.
double rate_at(std::int64_t step, std::int64_t total, const OptimiserSettings& settings);

}  // namespace clasp
