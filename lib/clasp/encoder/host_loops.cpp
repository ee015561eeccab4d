// SPDX-License-Identifier: MIT
// Which of the loops this processor can run.
#include "core/instructions.h"
#include "encoder/loops.h"

namespace clasp {

const HostLoops& host_loops() {
#ifdef __x86_64__
  static const HostLoops& chosen = chosen_of(baseline::loops, avx2::loops, avx512::loops);
#else
  static const HostLoops& chosen = baseline::loops;
#endif
  return chosen;
}

}  // namespace clasp
