// SPDX-License-Identifier: MIT
// The unit in which kernels work on channels: a vector register of a CPU (16 floats of AVX-512, 8
// of AVX, 4 of SSE or NEON), one float per thread on a GPU.
#pragma once

#include <cstdint>
#include <cstring>

#if defined(__CUDACC__) || defined(__HIPCC__)
#define CLASP_INLINE __host__ __device__ __forceinline__
#else
// Always inlined: the same source is compiled for several instruction sets, and a copy outside must
// not be shared between them.
#define CLASP_INLINE inline __attribute__((always_inline))
#define CLASP_VECTORS  // the compiler's vector extensions, which device compilers do not know
#endif

namespace clasp {

constexpr int kLanes = 16;  ///< channels are padded to a multiple of this

template <int kSize>
struct VectorOf;

template <>
struct VectorOf<1> {
  using Float = float;
  using Int = std::int32_t;
};

#ifdef CLASP_VECTORS
template <int kSize>
struct VectorOf {
  typedef float Float __attribute__((vector_size(4 * kSize)));
  typedef std::int32_t Int __attribute__((vector_size(4 * kSize)));
};
#endif

template <class Pack>
constexpr int size_of_pack() {
  return sizeof(Pack) / sizeof(float);
}
template <class Pack>
using IntPack = typename VectorOf<size_of_pack<Pack>()>::Int;

/// Loads and stores need no alignment.
template <class Pack>
CLASP_INLINE Pack load(const float* from) {
  Pack p;
  memcpy(&p, from, sizeof(Pack));
  return p;
}
template <class Pack>
CLASP_INLINE void store(float* to, const Pack& p) {
  memcpy(to, &p, sizeof(Pack));
}

}  // namespace clasp
