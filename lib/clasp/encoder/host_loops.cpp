// SPDX-License-Identifier: MIT
// Which of the loops this processor can run.
#include "core/instructions.h"
#include "encoder/loops.h"

namespace clasp {
namespace {

const HostLoops& choose() {
#ifdef __x86_64__
  const Instructions set = chosen_instructions();
  if (set == Instructions::kAvx512) return avx512::loops;
  if (set == Instructions::kAvx2) return avx2::loops;
#endif
  return baseline::loops;
}

}  // namespace

const HostLoops& host_loops() {
  static const HostLoops& chosen = choose();
  return chosen;
}

}  // namespace clasp
