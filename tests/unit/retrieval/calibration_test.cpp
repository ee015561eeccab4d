// SPDX-License-Identifier: MIT
// Percentiles of cosines among a model's reference crystals.
#include "retrieval/calibration.h"

#include <gtest/gtest.h>

#include "core/error.h"
#include "core/rng.h"
#include "unit/text/tiny_model.h"

namespace {

using clasp::Calibration;
using clasp::test::model_of;
using clasp::test::tiny_model_tensors;
using clasp::test::tiny_settings;

TEST(Calibration, CountsWhatIsSmallerAndHalfOfTies) {
  const Calibration calibration({0.5F, 0.1F, 0.3F, 0.3F});
  EXPECT_DOUBLE_EQ(calibration.percentile(-1.0), 0.0);
  EXPECT_DOUBLE_EQ(calibration.percentile(0.1F), 12.5);
  EXPECT_DOUBLE_EQ(calibration.percentile(0.2), 25.0);
  EXPECT_DOUBLE_EQ(calibration.percentile(0.3F), 50.0);
  EXPECT_DOUBLE_EQ(calibration.percentile(0.4), 75.0);
  EXPECT_DOUBLE_EQ(calibration.percentile(0.6), 100.0);
}

TEST(Calibration, TakesCosinesWithTheModelsReferences) {
  auto tensors = tiny_model_tensors();
  clasp::Rng rng(6);
  std::vector<float> references;
  for (int r = 0; r < 50; ++r) {
    std::vector<float> row(8);
    for (float& v : row) v = static_cast<float>(rng.normal());
    clasp::normalise(row);
    references.insert(references.end(), row.begin(), row.end());
  }
  tensors["reference.embeddings"] = clasp::TensorData::from_floats(references, {50, 8});
  std::vector<float> prompt(8, 1.0F);
  clasp::normalise(prompt);
  const Calibration calibration(model_of(tensors, tiny_settings()), prompt.data());
  for (const double cosine : {-0.6, -0.1, 0.0, 0.2, 0.7}) {
    int smaller = 0;
    for (int r = 0; r < 50; ++r) {
      double dot = 0.0;
      for (int k = 0; k < 8; ++k) dot += double{references[r * 8 + k]} * prompt[k];
      smaller += dot < cosine;
    }
    EXPECT_NEAR(calibration.percentile(cosine), 2.0 * smaller, 1e-9) << cosine;
  }
}

TEST(Calibration, NeedsReferences) {
  const std::vector<float> prompt(8, 0.3F);
  try {
    Calibration(model_of(tiny_model_tensors(), tiny_settings()), prompt.data());
    FAIL() << "accepted";
  } catch (const clasp::Error& error) {
    EXPECT_STREQ(error.what(),
                 "tiny.safetensors: holds no reference embeddings, so it gives no percentiles; use "
                 "a model trained "
                 "with references, or cosines alone");
  }
  EXPECT_THROW(Calibration({}), clasp::Error);
}

}  // namespace
