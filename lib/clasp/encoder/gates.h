// SPDX-License-Identifier: MIT
// The gate of CGCNN, sigmoid(f) * softplus(c), as branch-free arithmetic on packs of floats.
// Relative error below 2e-6 where gates live (tested): a cosine distance is quadratic in it.
#pragma once

#include "encoder/pack.h"

namespace clasp {

#if defined(__CUDA_ARCH__) || defined(__HIP_DEVICE_COMPILE__)

KOKKOS_INLINE_FUNCTION float fast_exp(float x) {
  return __expf(x);
}
KOKKOS_INLINE_FUNCTION float fast_log1p(float u) {
  return __logf(1.0F + u);
}

#else

/// exp(x) for x <= 80; results below 1e-37 become about 1e-37.
template <class Pack>
KOKKOS_INLINE_FUNCTION Pack fast_exp(const Pack& x) {
  using Int = typename PackTraits<Pack>::Int;
  constexpr float kRound = 12582912.0F;  // 1.5 * 2^23: adding it rounds to a whole number
  const Pack scaled = x * 1.442695041F;
  const Pack y = scaled < -124.0F ? Pack{} - 124.0F : scaled;
  const Pack shifted = y + kRound;
  const Pack f = y - (shifted - kRound);  // in [-1/2, 1/2]
  // 2^f, a minimax polynomial
  Pack p = 1.340043217e-3F * f + 9.676037098e-3F;
  p = p * f + 5.550327214e-2F;
  p = p * f + 2.402210736e-1F;
  p = p * f + 6.931472067e-1F;
  p = p * f + 1.000000075F;
  Int exponent, bits;
  memcpy(&exponent, &shifted, sizeof(Pack));
  memcpy(&bits, &p, sizeof(Pack));
  bits += exponent << 23;  // the low bits of `shifted` hold the whole number; the rest shifts out
  memcpy(&p, &bits, sizeof(Pack));
  return p;
}

/// log(1 + u) for 0 <= u <= 1, a minimax polynomial.
template <class Pack>
KOKKOS_INLINE_FUNCTION Pack fast_log1p(const Pack& u) {
  Pack p = -8.574676205e-3F * u + 4.421419234e-2F;
  p = p * u + -1.078536792e-1F;
  p = p * u + 1.775702399e-1F;
  p = p * u + -2.449961172e-1F;
  p = p * u + 3.327617657e-1F;
  p = p * u + -4.999744938e-1F;
  p = p * u + 9.999998102e-1F;
  return p * u;
}

#endif

template <class Pack>
KOKKOS_INLINE_FUNCTION Pack softplus(const Pack& c) {
  const Pack zero = Pack{};
  const Pack magnitude = c < 0.0F ? -c : c;
  return (c > 0.0F ? c : zero) + fast_log1p(fast_exp(-magnitude));
}

template <class Pack>
KOKKOS_INLINE_FUNCTION Pack gate(const Pack& f, const Pack& c) {
  const Pack x = f < -80.0F ? Pack{} - 80.0F : f;  // exp(80) is still finite
  return softplus(c) / (1.0F + fast_exp(-x));
}

}  // namespace clasp
