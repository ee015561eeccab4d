// SPDX-License-Identifier: MIT
// Prompts of a text file.
#pragma once

#include <string>
#include <vector>

namespace clasp {

/// Prompts of a text file, one a line; empty lines and lines that begin with # are left out. Throws
/// Error for a file that cannot be read or holds no prompt.
std::vector<std::string> read_prompts(const std::string& path);

}  // namespace clasp
