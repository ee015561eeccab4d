// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <vector>

namespace clasp {

/// Points as rows: row-major [rows, cols].
struct Table {
  std::size_t rows = 0, cols = 0;
  std::vector<float> values;

  Table() = default;
  Table(std::size_t n, std::size_t width) : rows(n), cols(width), values(n * width) {}
  float* row(std::size_t r) { return values.data() + r * cols; }
  const float* row(std::size_t r) const { return values.data() + r * cols; }
};

}  // namespace clasp
