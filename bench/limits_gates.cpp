// SPDX-License-Identifier: MIT
// Compiled for AVX-512: nothing but always-inlined functions may be used here.
#include "limits_gates.h"

#include "encoder/gates.h"

float sum_of_gates(const float* z, int n) {
  using Pack = clasp::VectorOf<16>::Float;
  Pack sum = {};
  for (int i = 0; i < n; i += 32)
    sum += clasp::gate_to_base_2<Pack>(clasp::load<Pack>(z + i), clasp::load<Pack>(z + i + 16));
  float total = 0.0F;
  for (int lane = 0; lane < 16; ++lane) total += sum[lane];
  return total;
}
