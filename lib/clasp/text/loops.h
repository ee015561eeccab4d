// SPDX-License-Identifier: MIT
// The loops where the time of the forward pass goes, compiled for several instruction sets.
#pragma once

#include <cstddef>
#include <vector>

namespace clasp {

/// Weights [out, in] are kept in panels of so many outputs, the last filled up with zeros:
/// [panels][in][kPanel].
constexpr int kPanel = 32;

/// out, filled up to whole panels.
constexpr int in_panels(int out) {
  return (out + kPanel - 1) / kPanel * kPanel;
}

/// y = x W^T + bias: [rows, in] -> [rows, out].
struct PanelProduct {
  const float* x;
  int x_stride;  ///< floats from a row to the next
  const float* weights;
  const float* bias;  ///< in_panels(out) values; null: none
  float* y;
  int y_stride;
  int rows, in, out;
};

/// x = (x - mean) / sqrt(variance + epsilon) * weight + bias of each row: Ba, Kiros, Hinton,
/// arXiv:1607.06450.
struct NormLoop {
  float* x;            ///< [rows, width]
  const float* added;  ///< comes to x first; null: nothing does
  const float *weight, *bias;
  int rows, width;
  float epsilon;
};

struct TextLoops {
  const char* instructions;
  void (*multiply)(const PanelProduct&);
  void (*normalise)(const NormLoop&);
  /// x * Phi(x), in place, within 3e-7 max(1, |x|): Hendrycks, Gimpel, arXiv:1606.08415.
  void (*gelu)(float* x, std::size_t n);
  /// softmax(scale * x) of each row, in place.
  void (*softmax)(float* x, int rows, int columns, float scale);
};

namespace baseline {
extern const TextLoops text_loops;
}
#ifdef __x86_64__
namespace avx2 {
extern const TextLoops text_loops;
}
namespace avx512 {
extern const TextLoops text_loops;
}
#endif

/// Those of chosen_instructions().
const TextLoops& text_loops();

/// Puts an [out, in] matrix, whose element (o, i) is from[o * out_stride + i * in_stride], into
/// panels; what fills up the last stays as it is.
/// @param to  in_panels(out) * in floats
void to_panels(const float* from, int out_stride, int in_stride, int out, int in, float* to);

}  // namespace clasp
