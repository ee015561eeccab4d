// SPDX-License-Identifier: MIT
// Prompts as atoms are compared with them: plain data, to be sent from rank to rank.
#pragma once

#include <cstddef>
#include <vector>

namespace clasp {

struct PromptTable {
  int size = 0;                   ///< values in an embedding
  std::vector<float> embeddings;  ///< [prompts][size], L2-normalised
  /// [prompts][reference crystals] cosines of each prompt, ascending
  std::vector<float> references;

  int prompts() const { return size == 0 ? 0 : static_cast<int>(embeddings.size()) / size; }
  const float* embedding(int prompt) const {
    return embeddings.data() + static_cast<std::size_t>(prompt) * size;
  }
};

}  // namespace clasp
