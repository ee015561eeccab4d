// SPDX-License-Identifier: MIT
#include "text/loops.h"

#include <algorithm>

#include "core/instructions.h"

namespace clasp {

const TextLoops& text_loops() {
#ifdef __x86_64__
  static const TextLoops& chosen =
      chosen_of(baseline::text_loops, avx2::text_loops, avx512::text_loops);
#else
  static const TextLoops& chosen = baseline::text_loops;
#endif
  return chosen;
}

void to_panels(const float* from, int out_stride, int in_stride, int out, int in, float* to) {
  for (int first = 0; first < out; first += kPanel) {
    const int lanes = std::min(kPanel, out - first);
    for (int i = 0; i < in; ++i, to += kPanel) {
      const float* at = from + static_cast<std::size_t>(first) * out_stride +
                        static_cast<std::size_t>(i) * in_stride;
      for (int lane = 0; lane < lanes; ++lane)
        to[lane] = at[static_cast<std::size_t>(lane) * out_stride];
    }
  }
}

}  // namespace clasp
