// SPDX-License-Identifier: MIT
// The first pass of a search: embeddings in 8 bits, with bounds that make the second pass exact.
//
// A row x is stored as codes c and a scale s with x = s c + r, |r| known. For a query y = t p + e
// with 16-bit p, x.y = s t (c.p) + (s c).e + r.y, so that |x.y - s t (c.p)| <= |s c| |e| + |r| |y|.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace clasp {

/// Rows of codes are padded with zeros to a multiple of this.
constexpr std::size_t kCodeAlignment = 64;

/// Codes in a row of embeddings of this width.
constexpr std::size_t code_stride(std::size_t width) {
  return (width + kCodeAlignment - 1) / kCodeAlignment * kCodeAlignment;
}

struct CodeBounds {
  float scale = 0.0F;     ///< s
  float residual = 0.0F;  ///< |r|, rounded up
};

/// Writes the codes of a row x [width] to codes [code_stride(width)].
CodeBounds encode_row(const float* x, std::size_t width, std::int8_t* codes);

/// A query as the first pass takes it.
struct EncodedQuery {
  explicit EncodedQuery(const std::vector<float>& y);
  std::vector<std::int16_t> codes;  ///< p, of the stride of rows
  float scale = 0.0F;               ///< t
  double norm = 0.0;                ///< |y|
  double residual = 0.0;            ///< |e|, rounded up
};

/// c.p for `rows` successive rows of codes, in the widest vectors that the processor has.
void dot_codes(const std::int8_t* codes, std::size_t rows, const EncodedQuery& query,
               std::int32_t* dots);

/// x.y in double precision.
double dot_floats(const float* x, const float* y, std::size_t width);

}  // namespace clasp
