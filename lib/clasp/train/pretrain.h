// SPDX-License-Identifier: MIT
// Training as the command line calls it.
#pragma once

#include <functional>

#include "train/rank_group.h"
#include "train/settings.h"

namespace clasp {

/// How the training speaks to whoever started it; either may be empty.
struct PretrainOutput {
  /// Work under way: what is counted, how much is done, how much there is, and a note.
  std::function<void(const std::string&, std::int64_t, std::int64_t, const std::string&)> progress;
  std::function<void(const std::string&)> message;  ///< a line of text
};

enum class TrainingEnd {
  kDone,
  kStopped,   ///< by a signal; a checkpoint is saved
  kElsewhere  ///< not to the end; another rank tells why
};

/// Trains a model on a corpus and writes it to settings.out; beside it stand OUT.checkpoint (to
/// resume from), OUT.metrics.jsonl, and the caches OUT.neighbours and OUT.captions, which may be
/// deleted. With settings.start it goes on from that model's weights, with its graph, network and
/// text settings. SIGINT and SIGTERM save a checkpoint and return. All ranks call it with the same
/// settings and see the same files; rank 0 alone writes and speaks. Throws Error, LostRank.
TrainingEnd pretrain(const PretrainSettings& settings, const PretrainOutput& output,
                     const RankGroup& ranks = RankGroup());

}  // namespace clasp
