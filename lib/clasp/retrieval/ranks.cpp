// SPDX-License-Identifier: MIT
#include "retrieval/ranks.h"

#include <cblas.h>

#include <vector>

namespace clasp {

void for_each_row_of_cosines(const Matrix& queries, const Matrix& candidates,
                             const std::function<void(int row, const float* cosines)>& visit) {
  constexpr int kRows = 256;
  std::vector<float> cosines(static_cast<std::size_t>(kRows) * candidates.rows);
  for (int begin = 0; begin < queries.rows; begin += kRows) {
    const int rows = std::min(kRows, queries.rows - begin);
    cblas_sgemm(CblasRowMajor, CblasNoTrans, CblasTrans, rows, candidates.rows, queries.cols, 1.0F,
                queries.row(begin), queries.cols, candidates.values.data(), candidates.cols, 0.0F,
                cosines.data(), candidates.rows);
    for (int i = 0; i < rows; ++i)
      visit(begin + i, cosines.data() + static_cast<std::size_t>(i) * candidates.rows);
  }
}

}  // namespace clasp
