// SPDX-License-Identifier: MIT
// One binary for all processors: GCC compiles a function marked CLASP_CLONES for each kind and
// chooses when it is loaded. Other compilers take the processor that they are told.
#pragma once

#include <cstdlib>  // which defines __GLIBC__ where it is glibc's

#if defined(__x86_64__) && defined(__GLIBC__) && !defined(__clang__) && !defined(__CUDACC__) && \
    __GNUC__ >= 12
#define CLASP_CLONES __attribute__((target_clones("arch=x86-64-v4", "arch=x86-64-v3", "default")))
#else
#define CLASP_CLONES
#endif
