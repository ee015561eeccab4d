// SPDX-License-Identifier: MIT
// The activation functions of BERT's wide layer, by their names in config.json.
#pragma once

#include <cstddef>
#include <string>

namespace clasp {

using Activation = void (*)(float* x, std::size_t n);  ///< in place

/// Throws Error (subject `file`) for a name that is none of gelu, gelu_new, gelu_pytorch_tanh,
/// relu.
Activation find_activation(const std::string& name, const std::string& file);

}  // namespace clasp
