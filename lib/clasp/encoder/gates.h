// SPDX-License-Identifier: MIT
// The gate of CGCNN, sigmoid(f) * softplus(c), as branch-free arithmetic on packs of floats. Powers
// and logarithms are to the base 2, so that their factors can be multiplied into the weights
// beforehand. Relative error below 2e-4: a cosine distance is quadratic in it.
#pragma once

#include "core/pack.h"

#if defined(CLASP_VECTORS) && defined(__AVX512DQ__)
#include <immintrin.h>
#endif

namespace clasp {

constexpr float kLog2E = 1.4426950408889634F, kLn2 = 0.6931471805599453F;

#if defined(__CUDA_ARCH__) || defined(__HIP_DEVICE_COMPILE__)

template <class Pack>
CLASP_INLINE Pack power_of_2(const Pack& x) {
  return exp2f(x);
}
template <class Pack>
CLASP_INLINE Pack log2_1p(const Pack& u) {
  return __log2f(1.0F + u);
}
template <class Pack>
CLASP_INLINE Pack reciprocal(const Pack& x) {
  return __fdividef(1.0F, x);
}
template <class Pack>
CLASP_INLINE Pack positive_part(const Pack& x) {
  return fmaxf(x, 0.0F);
}
template <class Pack>
CLASP_INLINE Pack minus_magnitude(const Pack& x) {
  return -fabsf(x);
}

#else

/// 2^f for -1/2 <= f <= 1/2, relative error 8e-5.
template <class Pack>
CLASP_INLINE Pack power_of_fraction(const Pack& f) {
  Pack p = 5.517166712e-2F * f + 2.426111220e-1F;
  p = p * f + 6.932609858e-1F;
  return p * f + 9.999280736e-1F;
}

/// 2^x; outside +-126 it stays near the value there.
template <class Pack>
CLASP_INLINE Pack power_of_2(const Pack& x) {
  using Int = IntPack<Pack>;
  constexpr float kRound = 12582912.0F;  // 1.5 * 2^23: adding it rounds to a whole number
  const Pack above = x < -126.0F ? Pack{} - 126.0F : x;
  const Pack y = above > 126.0F ? Pack{} + 126.0F : above;
  const Pack shifted = y + kRound;
  Pack p = power_of_fraction<Pack>(y - (shifted - kRound));
  Int exponent, bits;
  memcpy(&exponent, &shifted, sizeof(Pack));
  memcpy(&bits, &p, sizeof(Pack));
  bits += exponent << 23;  // the low bits of `shifted` hold the whole number; the rest shifts out
  memcpy(&p, &bits, sizeof(Pack));
  return p;
}

/// log2(1 + u) for 0 <= u <= 1, relative error 6e-5.
template <class Pack>
CLASP_INLINE Pack log2_1p(const Pack& u) {
  Pack p = 5.965151e-2F * u - 2.271194e-1F;
  p = p * u + 4.418988e-1F;
  p = p * u - 7.169874e-1F;
  p = p * u + 1.442613211F;
  return p * u;
}

template <class Pack>
CLASP_INLINE Pack reciprocal(const Pack& x) {
  return 1.0F / x;
}

template <class Pack>
CLASP_INLINE Pack positive_part(const Pack& x) {
  return x > 0.0F ? x : Pack{};
}

template <class Pack>
CLASP_INLINE Pack minus_magnitude(const Pack& x) {
  return x < 0.0F ? x : -x;
}

#if defined(CLASP_VECTORS) && defined(__AVX512DQ__)
using Pack16 = VectorOf<16>::Float;
template <>
CLASP_INLINE Pack16 power_of_2(const Pack16& x) {
  const Pack16 f = _mm512_reduce_ps(x, 0);  // what rounding to a whole number leaves
  return _mm512_scalef_ps(power_of_fraction<Pack16>(f), x - f);
}
template <>
CLASP_INLINE Pack16 reciprocal(const Pack16& x) {
  return _mm512_rcp14_ps(x);  // relative error 6e-5
}
template <>
CLASP_INLINE Pack16 positive_part(const Pack16& x) {
  return _mm512_max_ps(x, _mm512_setzero_ps());
}
template <>
CLASP_INLINE Pack16 minus_magnitude(const Pack16& x) {
  return _mm512_or_ps(x, _mm512_set1_ps(-0.0F));
}
#endif

#endif

/// softplus(c) / ln 2 of c = x / ln 2: log2(1 + 2^x).
template <class Pack>
CLASP_INLINE Pack softplus_to_base_2(const Pack& x) {
  return positive_part<Pack>(x) + log2_1p<Pack>(power_of_2<Pack>(minus_magnitude<Pack>(x)));
}

/// sigmoid(f) * softplus(c) / ln 2, given f / ln 2 and c / ln 2.
template <class Pack>
CLASP_INLINE Pack gate_to_base_2(const Pack& f, const Pack& c) {
  return softplus_to_base_2(c) * reciprocal<Pack>(1.0F + power_of_2<Pack>(-f));
}

template <class Pack>
CLASP_INLINE Pack softplus(const Pack& c) {
  return kLn2 * softplus_to_base_2<Pack>(kLog2E * c);
}

}  // namespace clasp
