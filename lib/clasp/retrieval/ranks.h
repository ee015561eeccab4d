// SPDX-License-Identifier: MIT
// Cosines of many embeddings with many others, and what comes first among them.
#pragma once

#include <algorithm>
#include <functional>

#include "text/text.h"

namespace clasp {

/// Calls visit(row, its cosines with all candidates) for the rows of `queries`, so many at a time
/// that the memory does not grow with the square of the gallery. Rows of both are L2-normalised.
void for_each_row_of_cosines(const Matrix& queries, const Matrix& candidates,
                             const std::function<void(int row, const float* cosines)>& visit);

/// Rank (from 1) of the best wanted candidate of a row of n cosines, ties counting against it; the
/// other wanted ones are passed over.
template <class Wanted>
int rank_of(const float* cosine, int n, const Wanted& wanted) {
  float best = -2.0F;
  for (int i = 0; i < n; ++i)
    if (wanted(i)) best = std::max(best, cosine[i]);
  int rank = 1;
  for (int i = 0; i < n; ++i) rank += !wanted(i) && cosine[i] >= best;
  return rank;
}

}  // namespace clasp
