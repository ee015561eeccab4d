// SPDX-License-Identifier: MIT
// What a model's scores are compared with: the same network before any training.
#pragma once

#include <cstdint>

#include "core/model_file.h"

namespace clasp {

/// A model of the same settings and text encoder whose crystal tower and text head have the random
/// weights that PyTorch starts with: Linear layers uniform within 1 / sqrt(inputs), BatchNorm the
/// identity. Without reference embeddings.
ModelFile untrained_model(const ModelFile& model, std::uint64_t seed);

}  // namespace clasp
