// SPDX-License-Identifier: MIT
// A model before training.
#include "retrieval/untrained.h"

#include <gtest/gtest.h>

#include <cmath>

#include "unit/text/tiny_model.h"

namespace {

using namespace clasp;
using clasp::test::model_of;
using clasp::test::tiny_model_tensors;
using clasp::test::tiny_settings;

TEST(Untrained, HasTheShapesAndPytorchsFirstWeights) {
  auto tensors = tiny_model_tensors();
  tensors["reference.embeddings"] = TensorData::from_floats(std::vector<float>(16, 0.5F), {2, 8});
  const ModelFile model = model_of(tensors, tiny_settings());
  const ModelFile fresh = untrained_model(model, 7);
  EXPECT_FALSE(fresh.has_references());
  EXPECT_EQ(fresh.settings().to_json(), model.settings().to_json());
  const auto linear = fresh.tensors().at("crystal.convolution_layers.0.fc_full.weight").to_float();
  float largest = 0;
  for (const float w : linear) largest = std::max(largest, std::abs(w));
  EXPECT_LT(largest, 1 / std::sqrt(49.0F));
  EXPECT_GT(largest, 0.9F / std::sqrt(49.0F));
  const char* norm = "crystal.convolution_layers.0.bn1";
  for (const auto& [name, value] :
       {std::pair{".weight", 1.0F}, std::pair{".bias", 0.0F}, std::pair{".running_mean", 0.0F},
        std::pair{".running_var", 1.0F}})
    EXPECT_EQ(fresh.tensors().at(std::string(norm) + name).to_float(),
              std::vector<float>(8, value));
}

TEST(Untrained, DependsOnTheSeedAlone) {
  const ModelFile model = model_of(tiny_model_tensors(), tiny_settings());
  const auto weights = [&](std::uint64_t seed) {
    return untrained_model(model, seed).tensors().at("text_head.0.weight").to_float();
  };
  EXPECT_EQ(weights(1), weights(1));
  EXPECT_NE(weights(1), weights(2));
}

}  // namespace
