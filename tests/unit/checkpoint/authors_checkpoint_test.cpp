// SPDX-License-Identifier: MIT
// The authors' key names to a model that computes what PyTorch computes.
#include "cli/checkpoint/authors_checkpoint.h"

#include <gtest/gtest.h>

#include <cmath>
#include <nlohmann/json.hpp>

#include "cli/checkpoint/torch_checkpoint.h"
#include "core/error.h"
#include "text/bert_source.h"
#include "text/text.h"
#include "unit/text/tiny_bert.h"

namespace {

using clasp::TensorData;
using clasp::test::kData;
using clasp::test::TemporaryFolder;
using State = std::map<std::string, TensorData>;

const std::string kCheckpoint = kData + "checkpoints/authors.ckpt";

State authors_state() {
  return clasp::read_torch_state_dict(kCheckpoint);
}

TEST(AuthorsCheckpoint, SizesComeFromTheTensors) {
  const auto model = clasp::rename_authors_tensors("a.ckpt", authors_state());
  EXPECT_TRUE(model.has_text_encoder);
  EXPECT_TRUE(model.has_pooler);
  ASSERT_EQ(model.notes.size(), 1U);
  EXPECT_NE(model.notes[0].find("2 parameters of the loss"), std::string::npos);
  const auto sizes = clasp::infer_sizes("a.ckpt", model.tensors);
  EXPECT_EQ(sizes.embedding, 8);
  EXPECT_EQ(sizes.atom_features, 4);
  EXPECT_EQ(sizes.gaussians, 41);
  EXPECT_EQ(sizes.convolutions, 2);
  EXPECT_EQ(sizes.crystal_layers, 2);
  EXPECT_EQ(sizes.text_layers, 3);
  EXPECT_EQ(sizes.text_hidden, 12);
  for (const auto& [name, tensor] : model.tensors)
    EXPECT_EQ(name.find("num_batches_tracked"), std::string::npos) << name;
}

TEST(AuthorsCheckpoint, TextsEmbedAsInPyTorch) {
  auto model = clasp::rename_authors_tensors("a.ckpt", authors_state());
  auto settings =
      clasp::authors_defaults("a.ckpt", model, clasp::infer_sizes("a.ckpt", model.tensors));
  EXPECT_EQ(settings.graph.padding, clasp::Padding::kFirstAtom);
  EXPECT_EQ(settings.text.pooling, clasp::Pooling::kPooler);
  settings.text.max_tokens = 24;
  settings.text.bert = clasp::read_bert_settings(kData + "tiny_bert");
  model.tensors["tokenizer.vocab"] =
      TensorData::from_text(clasp::read_folder_file(kData + "tiny_bert", "vocab.txt"));
  const auto file = clasp::ModelFile::from_bytes(
      "a.ckpt", clasp::to_safetensors(model.tensors, {{"clasp", settings.to_json().dump()}}));
  EXPECT_EQ(file.embedding_size(), 8);
  EXPECT_EQ(clasp::crystal_head(file).size(), 4U) << "two layers behind Dropout, two projections";

  const auto reference = clasp::SafetensorsFile::open(kData + "checkpoints/authors.safetensors");
  const auto prompts =
      nlohmann::json::parse(reference.metadata().at("prompts")).get<std::vector<std::string>>();
  const auto embedded = clasp::PromptEncoder(file).embed(prompts);
  const auto expected = reference.floats("embeddings", {embedded.rows, embedded.cols});
  for (std::size_t i = 0; i < expected.size(); ++i)
    EXPECT_NEAR(embedded.values[i], expected[i], 2e-6) << "value " << i;
}

/// The message with which an altered state dict is refused.
std::string refusal(const std::function<void(State&)>& alter) {
  State state = authors_state();
  alter(state);
  try {
    const auto model = clasp::rename_authors_tensors("a.ckpt", std::move(state));
    clasp::infer_sizes("a.ckpt", model.tensors);
  } catch (const clasp::Error& error) {
    return error.what();
  }
  return "accepted";
}

TEST(AuthorsCheckpoint, UnknownKeysAreNamed) {
  const auto one = TensorData::from_floats({1.0F}, {1});
  for (const char* key :
       {"model.extra.weight", "model_text.mlp.0.scale",
        "model_text.text_encoder.transformer.h.0.bias", "encoder.weight",
        "model.convolution_layers.x.fc_full.weight", "model.final_projection.running_mean",
        "model.0.weight", "model_text.mlp.final_projection.bias",
        "model.convolution_layers.99999999999.bn1.weight", ""})
    EXPECT_EQ(refusal([&](State& s) { s[key] = one; }),
              std::string("a.ckpt: state_dict key ") + key +
                  ": is unknown; give a checkpoint of the authors' ClaspModel");
  EXPECT_NE(refusal([&](State& s) { s[std::string(1'000'000, '1')] = one; }).find("is unknown"),
            std::string::npos);
  EXPECT_EQ(refusal([&](State& s) { s["model_text.text_encoder.embeddings.position_ids"] = one; }),
            "accepted");
}

TEST(AuthorsCheckpoint, WhatIsNoModelIsRefused) {
  const auto integers = TensorData{clasp::DType::I64, {1}, std::vector<std::byte>(8)};
  EXPECT_NE(refusal([&](State& s) {
              s["model.final_projection.bias"] = integers;
            }).find("holds integers"),
            std::string::npos);
  EXPECT_NE(refusal([](State& s) {
              s["model.regression_layer.weight"] = TensorData::from_floats({1.0F}, {1, 1});
            }).find("regression model"),
            std::string::npos);
  EXPECT_NE(refusal([](State& s) {
              s.erase("model.final_projection.weight");
            }).find("tensor crystal.final_projection.weight: missing"),
            std::string::npos);
  EXPECT_NE(refusal([](State& s) {
              s.erase("model.convolution_layers.0.fc_full.weight");
            }).find("not numbered"),
            std::string::npos);
  EXPECT_NE(refusal([](State& s) {
              for (int i = 0; i < 9; ++i)
                s.erase("model_text.mlp." + std::to_string(i) + ".weight");
            }).find("model_text.mlp: has no Linear layer"),
            std::string::npos);
}

/// Settings after a configuration file, or the message with which it is refused.
std::string configured(const std::string& yaml, clasp::ModelSettings& settings) {
  const auto model = clasp::rename_authors_tensors("a.ckpt", authors_state());
  const auto sizes = clasp::infer_sizes("a.ckpt", model.tensors);
  settings = clasp::authors_defaults("a.ckpt", model, sizes);
  TemporaryFolder folder;
  folder.write("hparams.yaml", yaml);
  try {
    clasp::apply_authors_config(folder.file("hparams.yaml"), sizes, settings);
  } catch (const clasp::Error& error) {
    return std::string(error.what()).substr(folder.path().size());
  }
  return "accepted";
}

TEST(AuthorsCheckpoint, ConfigurationAddsToTheTensors) {
  clasp::ModelSettings settings;
  const std::string flat =
      "encoder_name: cgcnn\nembedding_dim: 8\nembedding_normalize: l2\nn_conv_cgcnn: 2\n"
      "max_token_length: 32\nhf_textencoder_model_id: allenai/scibert_scivocab_uncased\n"
      "textmlp_dropout_prob: 0.1\nloss_fn: cosface_loss\nmargin: 0.5\nlr: 2e-5\nresume_ckpt_path: "
      "null\n";
  ASSERT_EQ(configured(flat, settings), "accepted");
  EXPECT_EQ(settings.text.max_tokens, 32);
  EXPECT_EQ(settings.text.encoder_name, "allenai/scibert_scivocab_uncased");
  EXPECT_EQ(settings.about["training"]["lr"], "2e-5");
  ASSERT_EQ(configured("cfg:\n  max_token_length: 40\n  max_num_nbr: 10\n", settings), "accepted");
  EXPECT_EQ(settings.text.max_tokens, 40);
  EXPECT_EQ(settings.graph.max_neighbours, 10);
}

TEST(AuthorsCheckpoint, ConfigurationThatContradictsIsRefused) {
  clasp::ModelSettings s;
  EXPECT_EQ(configured("n_conv_cgcnn: 5\n", s),
            "/hparams.yaml: n_conv_cgcnn: is 5, the checkpoint's tensors say 2; give the "
            "hparams.yaml that belongs to "
            "the checkpoint");
  EXPECT_EQ(configured("embedding_normalize: l1\n", s),
            "/hparams.yaml: embedding_normalize: is \"l1\"; CLaSP has only \"l2\"");
  EXPECT_EQ(configured("embedding_normalize: null\n", s),
            "/hparams.yaml: embedding_normalize: is \"null\"; CLaSP has only \"l2\"");
  EXPECT_NE(configured("radius: 5\n", s).find("do not make the 41 Gaussians"), std::string::npos);
  EXPECT_NE(configured("max_token_length: many\n", s)
                .find("max_token_length: has a value of the wrong type"),
            std::string::npos);
  EXPECT_NE(configured("a: [1, 2", s).find("is not YAML"), std::string::npos);
  EXPECT_NE(configured("just words", s).find("holds no keys with values"), std::string::npos);
  EXPECT_NE(configured("", s).find("holds no keys with values"), std::string::npos);
}

}  // namespace
