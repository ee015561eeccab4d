// SPDX-License-Identifier: MIT
// Products of large matrices, by torch.
#pragma once

#include "core/model_file.h"
#include "text/text.h"

namespace clasp {

/// a b^T: [a.rows, b.rows], for a and b of equal width.
Matrix multiply_transposed(const Matrix& a, const Matrix& b);

/// The MLP's outputs for the rows of x, L2-normalised.
Matrix apply_mlp_to_rows(const std::vector<MlpLayer>& layers, const Matrix& x);

}  // namespace clasp
