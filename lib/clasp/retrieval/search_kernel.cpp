// SPDX-License-Identifier: MIT
#include "retrieval/search_kernel.h"

#include <algorithm>
#include <cmath>

#include "core/clones.h"

namespace clasp {
namespace {

constexpr float kCodeMax = 127.0F;
constexpr double kRoundUp = 1.0 + 1e-6;

float largest(const float* x, std::size_t n) {
  float most = 0;
  for (std::size_t i = 0; i < n; ++i) most = std::max(most, std::abs(x[i]));
  return most;
}

/// Codes round(x / scale) and the norm of what they leave.
template <class Code>
double quantise(const float* x, std::size_t n, float scale, Code* codes) {
  double square = 0;
  for (std::size_t i = 0; i < n; ++i) {
    const float code = scale > 0 ? std::nearbyint(x[i] / scale) : 0.0F;
    codes[i] = static_cast<Code>(code);
    const double rest = double{x[i]} - double{scale} * double{code};
    square += rest * rest;
  }
  return std::sqrt(square) * kRoundUp;
}

}  // namespace

CodeBounds encode_row(const float* x, std::size_t width, std::int8_t* codes) {
  std::fill_n(codes, code_stride(width), std::int8_t{0});
  CodeBounds bounds;
  bounds.scale = largest(x, width) / kCodeMax;
  bounds.residual = static_cast<float>(quantise(x, width, bounds.scale, codes) * kRoundUp);
  return bounds;
}

EncodedQuery::EncodedQuery(const std::vector<float>& y) : codes(code_stride(y.size())) {
  // The sum of all products must fit into 32 bits.
  const float most =
      std::min(32767.0F, 2147483647.0F / (kCodeMax * static_cast<float>(codes.size() + 1)));
  scale = largest(y.data(), y.size()) / std::floor(most);
  residual = quantise(y.data(), y.size(), scale, codes.data());
  norm = std::sqrt(dot_floats(y.data(), y.data(), y.size()));
}

CLASP_CLONES
void dot_codes(const std::int8_t* codes, std::size_t rows, const EncodedQuery& query,
               std::int32_t* dots) {
  const std::size_t stride = query.codes.size();
  const std::int16_t* p = query.codes.data();
  for (std::size_t row = 0; row < rows; ++row) {
    const std::int8_t* c = codes + row * stride;
    std::int32_t sum = 0;
    for (std::size_t i = 0; i < stride; ++i) sum += std::int32_t{c[i]} * std::int32_t{p[i]};
    dots[row] = sum;
  }
}

double dot_floats(const float* x, const float* y, std::size_t width) {
  double sum[8] = {};
  std::size_t i = 0;
  for (; i + 8 <= width; i += 8)
    for (std::size_t k = 0; k < 8; ++k) sum[k] += double{x[i + k]} * double{y[i + k]};
  for (; i < width; ++i) sum[0] += double{x[i]} * double{y[i]};
  return ((sum[0] + sum[1]) + (sum[2] + sum[3])) + ((sum[4] + sum[5]) + (sum[6] + sum[7]));
}

}  // namespace clasp
