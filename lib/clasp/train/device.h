// SPDX-License-Identifier: MIT
// Where a training computes.
#pragma once

#include <string>

#include "train/rank_group.h"
#include "train/settings.h"

namespace clasp {

/// The device that the settings ask for, as torch writes it: "cpu", or "cuda:N", where the ranks of
/// a host take its devices in turn. Throws Error if there is none.
std::string find_device(const PretrainSettings& settings, const RankGroup& ranks);

}  // namespace clasp
