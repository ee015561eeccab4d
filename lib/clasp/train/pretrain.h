// SPDX-License-Identifier: MIT
// Training as the command line calls it.
#pragma once

#include <functional>

#include "train/settings.h"

namespace clasp {

/// How the training speaks to whoever started it; either may be empty.
struct PretrainOutput {
  /// Work under way: what is counted, how much is done, how much there is, and a note.
  std::function<void(const std::string&, std::int64_t, std::int64_t, const std::string&)> progress;
  std::function<void(const std::string&)> message;  ///< a line of text
};

/// Trains a model on a corpus and writes it to settings.out; beside it stand OUT.checkpoint (to
/// resume from), OUT.metrics.jsonl, and the caches OUT.neighbours and OUT.captions, which may be
/// deleted. SIGINT and SIGTERM save a checkpoint and return. Throws Error.
/// @return false if a signal stopped the training before its end
bool pretrain(const PretrainSettings& settings, const PretrainOutput& output);

}  // namespace clasp
