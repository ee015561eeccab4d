// SPDX-License-Identifier: MIT
// Prompts through a whole model: text encoder, head, unit length, and the errors a user meets.
#include <gtest/gtest.h>

#include <cmath>

#include "core/error.h"
#include "text/text.h"
#include "tiny_model.h"

namespace {

using clasp::PromptEncoder;
using clasp::TextEncoder;
using clasp::test::kData;
using clasp::test::kTinyTokens;

clasp::ModelFile packed_model(int text_in = 32) {
  const auto encoder =
      TextEncoder::from_folder(kData + "tiny_bert", {clasp::Pooling::kMean, kTinyTokens});
  auto tensors = clasp::test::tiny_model_tensors(text_in);
  for (auto& [name, tensor] : encoder.tensors()) tensors[name] = tensor;
  auto settings = clasp::test::tiny_settings();
  settings.text.bert = encoder.settings();
  return clasp::test::model_of(tensors, settings);
}

TEST(PromptEncoder, IsEncoderThenHeadThenUnitLength) {
  const auto model = packed_model();
  const std::vector<std::string> prompts = {"superconductor", "liquid silicon"};
  const auto pooled =
      TextEncoder::from_folder(kData + "tiny_bert", {clasp::Pooling::kMean, kTinyTokens})
          .encode(prompts);
  std::vector<int> truncated = {99};
  const auto embedded = PromptEncoder(model).embed(prompts, &truncated);
  EXPECT_TRUE(truncated.empty());
  ASSERT_EQ(embedded.rows, 2);
  ASSERT_EQ(embedded.cols, 8);
  for (int r = 0; r < 2; ++r) {
    auto expected = clasp::Mlp(clasp::text_head(model))({pooled.row(r), pooled.row(r) + 32});
    clasp::normalise(expected);
    double square = 0.0;
    for (int k = 0; k < 8; ++k) {
      EXPECT_FLOAT_EQ(embedded.row(r)[k], expected[k]);
      square += double{embedded.row(r)[k]} * embedded.row(r)[k];
    }
    EXPECT_NEAR(square, 1.0, 1e-6);
  }
  EXPECT_GT(std::abs(embedded.row(0)[0] - embedded.row(1)[0]), 1e-4F);
}

TEST(PromptEncoder, PackedEncoderIsTheFoldersOwn) {
  const auto packed = TextEncoder::from_model(packed_model());
  const auto folder =
      TextEncoder::from_folder(kData + "tiny_bert", {clasp::Pooling::kMean, kTinyTokens});
  EXPECT_EQ(packed.fingerprint(), folder.fingerprint());
  EXPECT_EQ(packed.encode({"diamond, naïve"}).values, folder.encode({"diamond, naïve"}).values);
}

TEST(PromptEncoder, LongPromptsAreReported) {
  std::string longest;
  for (int i = 0; i < 40; ++i) longest += "zeolite ";
  std::vector<int> truncated;
  PromptEncoder(packed_model()).embed({"zeolite", longest, "glass", longest}, &truncated);
  EXPECT_EQ(truncated, (std::vector<int>{1, 3}));
}

std::string refusal(const clasp::ModelFile& model, const std::vector<std::string>& prompts) {
  try {
    PromptEncoder(model).embed(prompts);
  } catch (const clasp::Error& error) {
    return error.what();
  }
  return "accepted";
}

TEST(PromptEncoder, EmptyPromptsAreRefused) {
  const auto model = packed_model();
  for (const char* empty : {"", "   ", "\t\n", "\u00a0\u200b", "\x01\xFF"})
    EXPECT_EQ(refusal(model, {"zeolite", empty}),
              "prompt 2: is empty; write what to look for, such as \"superconductor\"");
  EXPECT_EQ(refusal(model, {"?"}), "accepted");
}

TEST(PromptEncoder, ModelsThatCannotReadAreRefused) {
  using clasp::test::tiny_model_tensors;
  using clasp::test::tiny_settings;
  EXPECT_EQ(refusal(clasp::test::model_of(tiny_model_tensors(), tiny_settings()), {"glass"}),
            "tiny.safetensors: holds no text encoder, so it cannot read prompts; attach one: clasp "
            "model pack "
            "tiny.safetensors --text-encoder FOLDER --out MODEL.safetensors");
  EXPECT_EQ(refusal(packed_model(20), {"glass"}),
            "tiny.safetensors: text_head: takes 20 values, the text encoder gives 32; attach the "
            "text encoder that "
            "the model was trained with");
}

}  // namespace
