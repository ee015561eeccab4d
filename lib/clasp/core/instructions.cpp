// SPDX-License-Identifier: MIT
#include "core/instructions.h"

#include <cstdlib>
#include <string>

namespace clasp {

bool processor_has(Instructions set) {
  if (set == Instructions::kBaseline) return true;
#ifdef __x86_64__
  if (set == Instructions::kAvx2)
    return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma");
  return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq") &&
         __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512bw");
#else
  return false;
#endif
}

Instructions chosen_instructions() {
  const char* wanted = std::getenv("CLASP_INSTRUCTIONS");
  const std::string limit = wanted ? wanted : "avx512";
  if (limit == "avx512" && processor_has(Instructions::kAvx512)) return Instructions::kAvx512;
  if (limit != "baseline" && processor_has(Instructions::kAvx2)) return Instructions::kAvx2;
  return Instructions::kBaseline;
}

}  // namespace clasp
