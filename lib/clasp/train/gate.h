// SPDX-License-Identifier: MIT
// sigmoid(f) * softplus(c) and its derivatives over arrays, written so that the compiler vectorises
// them.
#pragma once

#include <cstdint>
#include <cstring>

namespace clasp {

/// exp(-a) for a >= 0, relative error under 3e-7; 0 where it would be denormal.
inline float exp_minus(float a) {
  const float t = a < 87.0f ? a * -1.44269504f : -125.5f;
  const auto n = static_cast<std::int32_t>(t - 0.5f);  // truncation towards zero: rounds t <= 0
  const float f = t - static_cast<float>(n);
  float p = 0.00134004326f;
  p = p * f + 0.00967603736f;
  p = p * f + 0.0555032715f;
  p = p * f + 0.240221068f;
  p = p * f + 0.693147182f;
  p = p * f + 1.00000012f;
  const std::int32_t bits = (n + 127) << 23;
  float power;
  std::memcpy(&power, &bits, sizeof power);
  return p * power;
}

/// log(1 + u) for 0 <= u <= 1, relative error under 2e-7 (Chebyshev fit of log(1 + u) / u).
inline float log1p_unit(float u) {
  float q = 0.00525345793f;
  q = q * u - 0.0295885075f;
  q = q * u + 0.0783616677f;
  q = q * u - 0.136747703f;
  q = q * u + 0.191114306f;
  q = q * u - 0.248443693f;
  q = q * u + 0.333192706f;
  q = q * u - 0.499995023f;
  q = q * u + 1.0f;
  return u * q;
}

inline float magnitude(float x) {
  return x < 0.0f ? -x : x;
}

inline float sigmoid(float x) {
  const float e = exp_minus(magnitude(x));
  return (x < 0.0f ? e : 1.0f) / (1.0f + e);
}

inline float softplus(float x) {
  return (x > 0.0f ? x : 0.0f) + log1p_unit(exp_minus(magnitude(x)));
}

/// The gate's value and its derivatives by filter and core.
struct GateSlopes {
  float value, by_filter, by_core;
};

inline GateSlopes gate_slopes(float filter, float core) {
  const float e = exp_minus(magnitude(filter)), u = exp_minus(magnitude(core));
  const float inverse = 1.0f / ((1.0f + e) * (1.0f + u));  // of both by one division
  const float r = inverse * (1.0f + u), q = inverse * (1.0f + e);
  const float open = filter < 0.0f ? e * r : r;
  const float plus = (core > 0.0f ? core : 0.0f) + log1p_unit(u);
  return {open * plus, plus * e * r * r, open * (core < 0.0f ? u * q : q)};
}

}  // namespace clasp
