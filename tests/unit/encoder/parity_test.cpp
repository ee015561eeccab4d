// SPDX-License-Identifier: MIT
// The encoder against references computed elsewhere: whole embeddings (pymatgen, PyTorch), the
// distance table, the gate.
#include <gtest/gtest.h>

#include "encoder/cgcnn_weights.h"
#include "encoder/snapshot_encoder.h"
#include "support/reference_crystals.h"

using namespace clasp;
using namespace clasp_test;

namespace {

void expect_parity(const std::string& model_file, std::vector<float> ReferenceCrystal::*expected) {
  const auto crystals = reference_crystals();
  ASSERT_EQ(crystals.size(), 200U);
  CrystalEncoder encoder(ModelFile::open(reference_path(model_file)));
  for (std::size_t n = 0; n < crystals.size(); ++n)
    EXPECT_GT(cosine(encoder.embed(crystals[n].structure, "crystal"), crystals[n].*expected),
              1.0 - 1e-6)
        << "structure " << n << " with " << crystals[n].structure.sites.size() << " sites";
}

}  // namespace

TEST(Parity, MaskedPaddingAgreesWithPyTorch) {
  expect_parity("crystals_mask.safetensors", &ReferenceCrystal::mask);
}

TEST(Parity, FirstAtomPaddingAgreesWithPyTorch) {
  expect_parity("crystals_first_atom.safetensors", &ReferenceCrystal::first_atom);
}

TEST(Parity, PaddingsDifferWhereNeighboursAreMissing) {
  int different = 0;
  for (const auto& c : reference_crystals()) different += cosine(c.mask, c.first_atom) < 1.0 - 1e-4;
  EXPECT_GE(different, 30);
}

TEST(DistanceTable, AgreesWithTheExactExpressionTo1e6) {
  const ModelFile model = ModelFile::open(reference_path("crystals_mask.safetensors"));
  const CgcnnWeights w = fold_weights(model);
  double worst = 0.0;
  for (std::size_t l = 0; l < w.convolutions.size(); ++l)
    for (double d = 0.0; d < 9.0; d += 0.00137) {
      const auto exact = exact_distance_term(model, static_cast<int>(l), d);
      const int row = static_cast<int>(d / w.spacing);
      const double t = d / w.spacing - row, s = 1.0 - t;
      const double basis[4] = {(1 + 2 * t) * s * s, t * s * s, t * t * (3 - 2 * t), -t * t * s};
      for (int o = 0; o < 2 * w.features; ++o) {
        const int column = o < w.features ? o : w.width + o - w.features;
        double value = 0.0;
        for (int k = 0; k < 4; ++k)
          value += basis[k] * w.convolutions[l].distance[(2 * row + k) * 2 * w.width + column];
        worst = std::max(worst, std::abs(value - exact[o]));
      }
    }
  EXPECT_LT(worst, 1e-6);
}
