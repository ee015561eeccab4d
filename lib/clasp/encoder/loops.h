// SPDX-License-Identifier: MIT
// The loops where the time of the encoder goes, on plain pointers: compiled for several instruction
// sets on a CPU, called as they are by the kernels of a GPU.
#pragma once

#include <cstddef>

#include "encoder/gates.h"

namespace clasp {

/// One convolution: x_i <- softplus(x_i + BN(sum_j sigmoid(filter_ij) softplus(core_ij))). Rows of
/// features, P and Q are `width` and 2 `width` floats (filter, then core, in units of ln 2).
struct ConvolutionLoop {
  const int *neighbour, *table_row;  ///< [atoms][max_neighbours]; neighbour -1: no more
  const float* basis;  ///< [atoms][max_neighbours][4]: cubic Hermite polynomials of the position
  const int* kind;     ///< where P, Q and x are those of a kind of atom; null: of the atom itself
  const float *p, *q, *x_in;
  float* x_out;
  const float *table, *scale, *shift;
  int max_neighbours, width;
  int first_p = 0;  ///< the row of atoms that p begins with
};

/// out[row] = x[row] * weights for the rows listed, or for all: [*, width] -> [*, 2 width].
struct ProductLoop {
  const float *x, *weights;  ///< weights: [width][2 width]
  float* out;
  const int* rows;  ///< null: all of 0..count-1
  int count, width;
};

/// y[n] = layer(x[n]); weights: [out / kLanes][in][kLanes]
struct DenseLoop {
  const float *x, *weights, *bias, *scale, *shift;
  float* y;
  std::size_t x_stride, y_stride;
  int count, in, out;
  bool relu_before_norm, relu_after_norm;
};

/// The sum over an atom's edges and what becomes of its features, for kPacks packs of channels.
template <class Pack, int kPacks>
CLASP_INLINE void convolve_atom(const ConvolutionLoop& a, const int i, const int channel) {
  constexpr int kC = size_of_pack<Pack>();
  const int w = a.width, row = a.kind ? a.kind[i] : i;
  if (row < 0) {  // not in the graph
    for (int c = 0; c < kPacks; ++c)
      store(a.x_out + static_cast<std::size_t>(i) * w + channel + c * kC, Pack{});
    return;
  }
  const float* p = a.p + static_cast<std::size_t>(row - a.first_p) * 2 * w + channel;
  Pack p_filter[kPacks], p_core[kPacks], sum[kPacks] = {};
  for (int c = 0; c < kPacks; ++c) {
    p_filter[c] = load<Pack>(p + c * kC);
    p_core[c] = load<Pack>(p + w + c * kC);
  }
  const std::size_t first = static_cast<std::size_t>(i) * a.max_neighbours;
  for (std::size_t e = first; e < first + a.max_neighbours; ++e) {
    const int j = a.neighbour[e];
    if (j < 0) break;
    const float* q = a.q + static_cast<std::size_t>(a.kind ? a.kind[j] : j) * 2 * w + channel;
    const float* t = a.table + static_cast<std::size_t>(a.table_row[e]) * 4 * w + channel;
    const float b0 = a.basis[4 * e], b1 = a.basis[4 * e + 1], b2 = a.basis[4 * e + 2],
                b3 = a.basis[4 * e + 3];
    for (int c = 0; c < kPacks; ++c, q += kC, t += kC) {
      const Pack filter = p_filter[c] + load<Pack>(q) + b0 * load<Pack>(t) +
                          b1 * load<Pack>(t + 2 * w) + b2 * load<Pack>(t + 4 * w) +
                          b3 * load<Pack>(t + 6 * w);
      const Pack core = p_core[c] + load<Pack>(q + w) + b0 * load<Pack>(t + w) +
                        b1 * load<Pack>(t + 3 * w) + b2 * load<Pack>(t + 5 * w) +
                        b3 * load<Pack>(t + 7 * w);
      sum[c] += gate_to_base_2<Pack>(filter, core);
    }
  }
  const float* x = a.x_in + static_cast<std::size_t>(row) * w + channel;
  float* out = a.x_out + static_cast<std::size_t>(i) * w + channel;
  for (int c = 0; c < kPacks; ++c) {
    const Pack message =
        load<Pack>(a.scale + channel + c * kC) * sum[c] + load<Pack>(a.shift + channel + c * kC);
    store(out + c * kC, softplus<Pack>(load<Pack>(x + c * kC) + message));
  }
}

/// kAtoms rows of a product share the weights of kPacks packs of channels while these are in
/// registers; the last rows may be the same.
template <class Pack, int kAtoms, int kPacks>
CLASP_INLINE void multiply_rows(const ProductLoop& a, const int first, const int channel) {
  constexpr int kC = size_of_pack<Pack>();
  const int w = a.width;
  int row[kAtoms];
  const float* in[kAtoms];
  for (int n = 0; n < kAtoms; ++n) {
    const int item = first + n < a.count ? first + n : a.count - 1;
    row[n] = a.rows ? a.rows[item] : item;
    in[n] = a.x + static_cast<std::size_t>(row[n]) * w;
  }
  Pack sum[kAtoms][kPacks] = {};
  const float* weights = a.weights + channel;
  for (int k = 0; k < w; ++k, weights += 2 * w)
    for (int c = 0; c < kPacks; ++c) {
      const Pack weight = load<Pack>(weights + c * kC);
      for (int n = 0; n < kAtoms; ++n) sum[n][c] += in[n][k] * weight;
    }
  for (int n = 0; n < kAtoms; ++n)
    for (int c = 0; c < kPacks; ++c)
      store(a.out + static_cast<std::size_t>(row[n]) * 2 * w + channel + c * kC, sum[n][c]);
}

/// A pack of outputs of a layer for kAtoms rows.
template <class Pack, int kAtoms>
CLASP_INLINE void apply_layer(const DenseLoop& a, const int first, const int channel) {
  const float* in[kAtoms];
  for (int n = 0; n < kAtoms; ++n)
    in[n] =
        a.x + static_cast<std::size_t>(first + n < a.count ? first + n : a.count - 1) * a.x_stride;
  Pack sum[kAtoms] = {};
  const float* weights =
      a.weights + static_cast<std::size_t>(channel / kLanes) * a.in * kLanes + channel % kLanes;
  for (int k = 0; k < a.in; ++k, weights += kLanes) {
    const Pack weight = load<Pack>(weights);
    for (int n = 0; n < kAtoms; ++n) sum[n] += in[n][k] * weight;
  }
  const Pack bias = load<Pack>(a.bias + channel), scale = load<Pack>(a.scale + channel),
             shift = load<Pack>(a.shift + channel);
  for (int n = 0; n < kAtoms && first + n < a.count; ++n) {
    Pack value = sum[n] + bias;
    if (a.relu_before_norm) value = positive_part<Pack>(value);
    value = scale * value + shift;
    if (a.relu_after_norm) value = positive_part<Pack>(value);
    store(a.y + static_cast<std::size_t>(first + n) * a.y_stride + channel, value);
  }
}

constexpr int kAtomsTogether = 8;  ///< of products: the grain of host_loops

/// The loops compiled for one instruction set; items are atoms, or groups of kAtomsTogether rows.
struct HostLoops {
  const char* instructions;
  void (*convolve)(const ConvolutionLoop&, int first, int last);
  void (*multiply)(const ProductLoop&, int group);
  void (*apply)(const DenseLoop&, int group);
};

namespace baseline {
extern const HostLoops loops;
}
#ifdef __x86_64__
namespace avx2 {
extern const HostLoops loops;
}
namespace avx512 {
extern const HostLoops loops;
}
#endif

/// Those of chosen_instructions().
const HostLoops& host_loops();

}  // namespace clasp
