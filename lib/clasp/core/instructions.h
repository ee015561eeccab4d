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

}  // namespace clasp
