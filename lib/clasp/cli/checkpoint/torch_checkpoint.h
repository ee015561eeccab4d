// SPDX-License-Identifier: MIT
// Reads the tensors of a checkpoint written by torch.save (PyTorch 1.6 or newer, Lightning's
// included), without Python and without executing anything.
#pragma once

#include <map>
#include <string>

#include "core/safetensors.h"

namespace clasp {

/// The tensors under "state_dict" (or of the file itself, if it is a state dict), contiguous, by
/// key. Short integers become I32, booleans U8. Throws Error (subject `path`) for a file of another
/// kind, a damaged one, a key that holds something other than a tensor, a tensor that reaches
/// outside its storage.
std::map<std::string, TensorData> read_torch_state_dict(const std::string& path);

}  // namespace clasp
