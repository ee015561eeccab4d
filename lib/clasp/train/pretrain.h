// SPDX-License-Identifier: MIT
// Training as the command line calls it.
#pragma once

#include "train/settings.h"

namespace clasp {

/// Trains a model on a corpus and writes it to settings.out; beside it stand OUT.checkpoint (to
/// resume from), OUT.metrics.jsonl, and the caches OUT.neighbours and OUT.captions, which may be
/// deleted. SIGINT and SIGTERM save a checkpoint and return. Throws Error.
/// @return false if a signal stopped the training before its end
bool pretrain(const PretrainSettings& settings);

}  // namespace clasp
