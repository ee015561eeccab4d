// SPDX-License-Identifier: MIT
// Included by a source per instruction set, which names the namespace and the floats of a register.
// Nothing but always-inlined functions may be used here: see CLASP_INLINE.
#include <cstring>

#include "core/pack.h"
#include "text/loops.h"

namespace clasp::CLASP_INSTRUCTION_SET {

using Pack = VectorOf<CLASP_REGISTER_FLOATS>::Float;
// A block of the product is kRows rows of kPacks registers, as many as there are.
constexpr int kC = CLASP_REGISTER_FLOATS, kPacks = 2, kRows = kC == 16 ? 12 : kC == 8 ? 6 : 4;
static_assert(kPanel % (kPacks * kC) == 0);
// Weights of a prompt come from main memory: they are asked for so many inputs before their turn.
constexpr int kAhead = 16, kLine = 64 / sizeof(float);

/// kR rows of outputs first..first + kP * kC - 1; weights and bias are those of output `first`.
template <int kR, int kP>
CLASP_INLINE void multiply_block(const PanelProduct& a, int row, int first, const float* weights) {
  const float* x = a.x + static_cast<std::size_t>(row) * a.x_stride;
  Pack sum[kR][kP];
  for (int p = 0; p < kP; ++p) {
    const Pack bias = a.bias ? load<Pack>(a.bias + first + p * kC) : Pack{};
    for (int r = 0; r < kR; ++r) sum[r][p] = bias;
  }
  for (int i = 0; i < a.in; ++i, weights += kPanel) {
    for (int p = 0; p < kP * kC; p += kLine) __builtin_prefetch(weights + kAhead * kPanel + p);
    Pack weight[kP];
    for (int p = 0; p < kP; ++p) weight[p] = load<Pack>(weights + p * kC);
#pragma GCC unroll 16
    for (int r = 0; r < kR; ++r)
      for (int p = 0; p < kP; ++p)
        sum[r][p] += x[static_cast<std::size_t>(r) * a.x_stride + i] * weight[p];
  }
  for (int r = 0; r < kR; ++r) {
    float* y = a.y + static_cast<std::size_t>(row + r) * a.y_stride + first;
    for (int p = 0; p < kP; ++p) {
      const int left = a.out - first - p * kC;
      const Pack value = sum[r][p];  // the sums themselves have no address, so stay in registers
      if (left >= kC)
        store(y + p * kC, value);
      else
        memcpy(y + p * kC, &value, left * sizeof(float));
    }
  }
}

/// All rows from `row` on: whole blocks, then what is left over as one block.
template <int kR, int kP>
CLASP_INLINE void multiply_rows(const PanelProduct& a, int row, int first, const float* weights) {
  for (; row + kR <= a.rows; row += kR) multiply_block<kR, kP>(a, row, first, weights);
  if constexpr (kR > 1)
    if (row < a.rows) multiply_rows<kR - 1, kP>(a, row, first, weights);
}

static void multiply(const PanelProduct& a) {
  for (int first = 0; first < a.out; first += kPacks * kC) {
    const float* weights =
        a.weights + static_cast<std::size_t>(first / kPanel) * kPanel * a.in + first % kPanel;
    const int left = a.out - first;
    if (left <= kC)
      multiply_rows<kRows, 1>(a, 0, first, weights);
    else
      multiply_rows<kRows, 2>(a, 0, first, weights);
  }
}

static void normalise(const NormLoop& a) {
  for (int r = 0; r < a.rows; ++r) {
    float* x = a.x + static_cast<std::size_t>(r) * a.width;
    if (a.added != nullptr) {
      const float* added = a.added + static_cast<std::size_t>(r) * a.width;
#pragma omp simd
      for (int i = 0; i < a.width; ++i) x[i] += added[i];
    }
    float sum = 0.0F, squares = 0.0F;
#pragma omp simd reduction(+ : sum)
    for (int i = 0; i < a.width; ++i) sum += x[i];
    const float mean = sum / static_cast<float>(a.width);
#pragma omp simd reduction(+ : squares)
    for (int i = 0; i < a.width; ++i) squares += (x[i] - mean) * (x[i] - mean);
    const float variance = squares / static_cast<float>(a.width);
    const float scale = 1.0F / __builtin_sqrtf(variance + a.epsilon);
#pragma omp simd
    for (int i = 0; i < a.width; ++i) x[i] = (x[i] - mean) * scale * a.weight[i] + a.bias[i];
  }
}

/// 2^x for x <= 0, relative error 2e-7 (polynomial: Cephes' exp2f); below -126 that of -126.
CLASP_INLINE float power_of_2(float x) {
  constexpr float kRound = 12582912.0F;  // 1.5 * 2^23: adding it rounds to a whole number
  const float y = x > -126.0F ? x : -126.0F;
  const float shifted = y + kRound;
  const float f = y - (shifted - kRound);
  float p = 1.535336188e-4F * f + 1.339887440e-3F;
  p = p * f + 9.618437358e-3F;
  p = p * f + 5.550332471e-2F;
  p = p * f + 2.402264791e-1F;
  p = p * f + 6.931472029e-1F;
  p = p * f + 1.0F;
  std::int32_t exponent, bits;
  memcpy(&exponent, &shifted, sizeof(float));
  memcpy(&bits, &p, sizeof(float));
  bits += static_cast<std::int32_t>(static_cast<std::uint32_t>(exponent) << 23);
  memcpy(&p, &bits, sizeof(float));
  return p;
}

/// max(x, 0) - |x| Phi(-|x|), where Phi(-a) = erfc(a / sqrt(2)) / 2 by 7.1.26 of Abramowitz and
/// Stegun, Handbook of Mathematical Functions.
static void gelu(float* x, std::size_t n) {
  constexpr float kHalfLog2E = 0.7213475204F;
#pragma omp simd
  for (std::size_t i = 0; i < n; ++i) {
    const float a = x[i] > 0.0F ? x[i] : -x[i];
    const float t = 1.0F / (1.0F + 0.3275911F * 0.7071067812F * a);
    float p = 1.061405429F * t - 1.453152027F;
    p = p * t + 1.421413741F;
    p = p * t - 0.284496736F;
    p = p * t + 0.254829592F;
    const float tail = 0.5F * p * t * power_of_2(-kHalfLog2E * a * a);
    x[i] = (x[i] > 0.0F ? x[i] : 0.0F) - a * tail;
  }
}

static void softmax(float* x, int rows, int columns, float scale) {
  const float to_base_2 = 1.442695041F * scale;
  for (int r = 0; r < rows; ++r, x += columns) {
    float largest = x[0], sum = 0.0F;
#pragma omp simd reduction(max : largest)
    for (int i = 0; i < columns; ++i) largest = x[i] > largest ? x[i] : largest;
#pragma omp simd reduction(+ : sum)
    for (int i = 0; i < columns; ++i) sum += x[i] = power_of_2(to_base_2 * (x[i] - largest));
    const float inverse = 1.0F / sum;
#pragma omp simd
    for (int i = 0; i < columns; ++i) x[i] *= inverse;
  }
}

const TextLoops text_loops = {CLASP_INSTRUCTION_NAME, multiply, normalise, gelu, softmax};

}  // namespace clasp::CLASP_INSTRUCTION_SET
