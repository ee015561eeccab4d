// SPDX-License-Identifier: MIT
// The model file: settings, layers inferred from tensors, and messages for files that are not
// models.
#include <gtest/gtest.h>

#include "core/error.h"
#include "core/mlp.h"
#include "core/model_file.h"
#include "support/reference_crystals.h"

using namespace clasp;
using clasp_test::reference_path;

namespace {

std::map<std::string, TensorData> reference_tensors() {
  std::map<std::string, TensorData> tensors;
  const auto file = SafetensorsFile::open(reference_path("crystals_mask.safetensors"));
  for (const auto& [name, view] : file.tensors()) tensors[name] = TensorData::copy_of(view);
  return tensors;
}

std::string message_of(const std::map<std::string, TensorData>& tensors,
                       const std::string& settings) {
  try {
    ModelFile::from_bytes("m.safetensors", to_safetensors(tensors, {{"clasp", settings}}));
  } catch (const Error& e) {
    return e.what();
  }
  return "no error";
}

void expect_contains(const std::string& message, const std::string& part) {
  EXPECT_NE(message.find(part), std::string::npos) << message;
}

}  // namespace

TEST(ModelFile, ReadsSettingsAndInfersLayers) {
  const ModelFile model = ModelFile::open(reference_path("crystals_mask.safetensors"));
  EXPECT_EQ(model.settings().graph.max_neighbours, 12);
  EXPECT_EQ(model.settings().graph.gaussians(), 41);
  EXPECT_EQ(model.settings().elements.size(), 100U);
  EXPECT_EQ(model.embedding_size(), 24);
  EXPECT_EQ(crystal_head(model).size(), 4U);
  EXPECT_FALSE(model.has_text_encoder());
  EXPECT_FALSE(model.has_references());
}

TEST(ModelFile, SettingsSurviveAFile) {
  ModelSettings s;
  s.name = "name";
  s.graph.padding = Padding::kFirstAtom;
  s.elements = {"Si", "O"};
  s.text.pooling = Pooling::kPooler;
  s.text.bert.hidden_size = 384;
  s.about["licence"] = "CC0";
  const auto back = ModelSettings::from_json(s.to_json(), "m");
  EXPECT_EQ(back.to_json(), s.to_json());
}

TEST(ModelFile, CrystalPartIsAModelOfItsOwn) {
  const ModelFile model = ModelFile::open(reference_path("crystals_first_atom.safetensors"));
  const ModelFile part = ModelFile::from_bytes(model.name(), model.crystal_part());
  EXPECT_EQ(part.embedding_size(), model.embedding_size());
  EXPECT_EQ(part.settings().graph.padding, Padding::kFirstAtom);
}

TEST(ModelFile, NamesWhatIsWrong) {
  auto tensors = reference_tensors();
  expect_contains(message_of(tensors, "{}"), "not a CLaSP model");
  expect_contains(message_of(tensors, "{"), "not JSON");
  expect_contains(message_of(tensors, R"({"format_version": 99})"), "update CLaSP");
  expect_contains(message_of(tensors, R"({"format_version": "one"})"), "wrong type");
  expect_contains(message_of(tensors, R"({"format_version": 1, "graph": {"padding": "zero"}})"),
                  "graph.padding");
  expect_contains(message_of(tensors, R"({"format_version": 1, "graph": {"max_neighbours": 0}})"),
                  "max_neighbours");
  expect_contains(message_of(tensors, R"({"format_version": 1, "elements": ["Xx"]})"), "Xx");
  expect_contains(message_of(tensors, R"({"format_version": 1, "graph": 3})"), "wrong type");
  tensors.erase("crystal.final_projection.bias");
  expect_contains(message_of(tensors, R"({"format_version": 1})"), "crystal.final_projection.bias");
  tensors = reference_tensors();
  tensors["crystal.crystal_embedding_bn.bias"] = TensorData::from_floats({1.0F}, {1});
  expect_contains(message_of(tensors, R"({"format_version": 1})"), "shape [1] where [24]");
}

TEST(ModelFile, ASafetensorsFileOfAnotherKindIsRefused) {
  try {
    ModelFile::from_bytes("other.safetensors", to_safetensors(reference_tensors(), {}));
    FAIL();
  } catch (const Error& e) {
    expect_contains(e.what(), "not a CLaSP model");
  }
}

TEST(ModelFile, BatchNormIsFoldedIntoTheHead) {
  MlpLayer layer;
  layer.in = 2;
  layer.out = 1;
  layer.weight = {1.0F, -2.0F};
  layer.bias = {0.5F};
  layer.scale = {2.0F};
  layer.shift = {-1.0F};
  EXPECT_EQ(Mlp({layer})({3.0F, 1.0F}), std::vector<float>{2.0F});
  layer.relu_before_norm = true;
  EXPECT_EQ(Mlp({layer})({0.0F, 1.0F}), std::vector<float>{-1.0F});
  layer.relu_after_norm = true;
  EXPECT_EQ(Mlp({layer})({0.0F, 1.0F}), std::vector<float>{0.0F});
}
