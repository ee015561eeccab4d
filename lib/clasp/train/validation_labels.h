// SPDX-License-Identifier: MIT
// What data sets say of crystals that a model must say, too.
#pragma once

#include <string>
#include <vector>

#include "train/corpus_view.h"

namespace clasp {

/// Prompts that labels are compared with.
std::vector<std::string> label_prompts();

/// True if a label of the crystal is compared with a prompt.
bool has_scored_label(const CrystalView& crystal);

}  // namespace clasp
