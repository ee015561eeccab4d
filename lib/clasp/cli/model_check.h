// SPDX-License-Identifier: MIT
// Does a model work? What `clasp model verify` asks, and `import` and `pack` before they write.
#pragma once

#include <string>
#include <vector>

#include "core/model_file.h"

namespace clasp {

/// Checks that all numbers are finite and reference embeddings have unit length, embeds a built-in
/// crystal, and a prompt if the model holds a text encoder. Throws Error at the first thing that is
/// wrong; returns a line for each thing that was checked.
std::vector<std::string> check_model(const ModelFile& model);

}  // namespace clasp
