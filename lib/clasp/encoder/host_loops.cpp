// SPDX-License-Identifier: MIT
// Which of the loops this processor can run.
#include <cstdlib>
#include <string>

#include "encoder/loops.h"

namespace clasp {
namespace {

const HostLoops& choose() {
#ifdef __x86_64__
  const char* wanted = std::getenv("CLASP_INSTRUCTIONS");
  const std::string limit = wanted ? wanted : "avx512";
  if (limit == "avx512" && __builtin_cpu_supports("avx512f") &&
      __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl") &&
      __builtin_cpu_supports("avx512bw"))
    return avx512::loops;
  if (limit != "baseline" && __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma"))
    return avx2::loops;
#endif
  return baseline::loops;
}

}  // namespace

const HostLoops& host_loops() {
  static const HostLoops& chosen = choose();
  return chosen;
}

}  // namespace clasp
