// SPDX-License-Identifier: MIT
// Instruction sets for which hot loops are compiled, to be chosen from when the program runs.
#pragma once

namespace clasp {

enum class Instructions { kBaseline, kAvx2, kAvx512 };

/// Whether this processor has AVX2 with FMA, or AVX-512 F, DQ, VL and BW. Every one has the
/// baseline.
bool processor_has(Instructions set);

/// The widest that this processor has; CLASP_INSTRUCTIONS=avx2 or baseline in the environment asks
/// for less.
Instructions chosen_instructions();

/// Of the same loops compiled for every set, those of chosen_instructions().
template <class Loops>
const Loops& chosen_of(const Loops& baseline, const Loops& avx2, const Loops& avx512) {
  const Instructions set = chosen_instructions();
  return set == Instructions::kAvx512 ? avx512 : (set == Instructions::kAvx2 ? avx2 : baseline);
}

}  // namespace clasp
