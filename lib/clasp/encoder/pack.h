// SPDX-License-Identifier: MIT
// The unit in which kernels work on channels: sixteen floats in vector registers on a CPU (one
// AVX-512 register, two of AVX, four of SSE or NEON), one float per thread on a GPU.
#pragma once

#include <Kokkos_Core.hpp>
#include <cstdint>
#include <cstring>

namespace clasp {

constexpr int kLanes = 16;  ///< channels are padded to a multiple of this

template <class T>
struct PackTraits;

template <>
struct PackTraits<float> {
  static constexpr int kSize = 1;
  using Int = std::int32_t;
};

#if defined(__CUDACC__) || defined(__HIPCC__)
using HostPack = float;  // device compilers do not know vector extensions
#else
typedef float HostPack __attribute__((vector_size(4 * kLanes)));
typedef std::int32_t HostIntPack __attribute__((vector_size(4 * kLanes)));

template <>
struct PackTraits<HostPack> {
  static constexpr int kSize = kLanes;
  using Int = HostIntPack;
};
#endif

/// Loads and stores need no alignment.
template <class Pack>
KOKKOS_INLINE_FUNCTION Pack load(const float* from) {
  Pack p;
  memcpy(&p, from, sizeof(Pack));
  return p;
}
template <class Pack>
KOKKOS_INLINE_FUNCTION void store(float* to, const Pack& p) {
  memcpy(to, &p, sizeof(Pack));
}

}  // namespace clasp
