// SPDX-License-Identifier: MIT
#include "text/loops.h"

#include <algorithm>

#include "core/instructions.h"

namespace clasp {
namespace {

const TextLoops& choose() {
#ifdef __x86_64__
  const Instructions set = chosen_instructions();
  if (set == Instructions::kAvx512) return avx512::text_loops;
  if (set == Instructions::kAvx2) return avx2::text_loops;
#endif
  return baseline::text_loops;
}

}  // namespace

const TextLoops& text_loops() {
  static const TextLoops& chosen = choose();
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
