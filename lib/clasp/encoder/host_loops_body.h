// SPDX-License-Identifier: MIT
// Included by a source per instruction set, which names the namespace and the floats of a register.
// Nothing but always-inlined functions may be used here: see CLASP_INLINE.
#include "encoder/loops.h"

namespace clasp::CLASP_INSTRUCTION_SET {

using Pack = VectorOf<CLASP_REGISTER_FLOATS>::Float;
constexpr int kC = CLASP_REGISTER_FLOATS;

static void convolve(const ConvolutionLoop& a, int first, int last) {
  constexpr int kTogether = kC == 16 ? 4 : 2;  // packs, as registers allow
  for (int i = first; i < last; ++i) {
    int channel = 0;
    for (; channel + kTogether * kC <= a.width; channel += kTogether * kC)
      convolve_atom<Pack, kTogether>(a, i, channel);
    for (; channel < a.width; channel += kC) convolve_atom<Pack, 1>(a, i, channel);
  }
}

static void multiply(const ProductLoop& a, int group) {
  constexpr int kRows = kC == 16 ? kAtomsTogether : kAtomsTogether / 2;  // as registers allow
  const int first = group * kAtomsTogether;
  for (int n = first; n < first + kAtomsTogether && n < a.count; n += kRows)
    for (int channel = 0; channel < 2 * a.width; channel += 2 * kC)
      multiply_rows<Pack, kRows, 2>(a, n, channel);
}

static void apply(const DenseLoop& a, int group) {
  for (int channel = 0; channel < a.out; channel += kC)
    apply_layer<Pack, kAtomsTogether>(a, group * kAtomsTogether, channel);
}

const HostLoops loops = {CLASP_INSTRUCTION_NAME, convolve, multiply, apply};

}  // namespace clasp::CLASP_INSTRUCTION_SET
