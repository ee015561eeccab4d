// SPDX-License-Identifier: MIT
// A training as one of the ranks that a launcher started.
#pragma once

#include <functional>

#include "train/pretrain.h"

namespace clasp {

/// Joins the ranks that a launcher started and calls work(ranks); of several ranks that fail one
/// alone throws Error, the others return kElsewhere.
TrainingEnd in_rank_group(const PretrainSettings& settings,
                          const std::function<TrainingEnd(const RankGroup&)>& work);

}  // namespace clasp
