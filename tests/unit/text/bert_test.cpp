// SPDX-License-Identifier: MIT
// BERT's forward pass against Hugging Face's, and folders that are not what they should be.
#include <gtest/gtest.h>

#include <cmath>
#include <nlohmann/json.hpp>

#include "core/error.h"
#include "core/half.h"
#include "text/text.h"
#include "tiny_bert.h"

namespace {

using clasp::Pooling;
using clasp::TensorData;
using clasp::TextEncoder;
using clasp::test::kData;
using clasp::test::kTinyTokens;
using clasp::test::TemporaryFolder;
using clasp::test::Tensors;

constexpr std::pair<Pooling, const char*> kPoolings[] = {
    {Pooling::kPooler, "pooler"}, {Pooling::kCls, "cls"}, {Pooling::kMean, "mean"}};

TextEncoder tiny(Pooling pooling = Pooling::kMean) {
  return TextEncoder::from_folder(kData + "tiny_bert", {pooling, kTinyTokens});
}

std::vector<std::string> texts_of(const clasp::SafetensorsFile& reference) {
  return nlohmann::json::parse(reference.metadata().at("texts")).get<std::vector<std::string>>();
}

float largest_difference(const float* a, const float* b, std::size_t n) {
  float worst = 0.0F;
  for (std::size_t i = 0; i < n; ++i) worst = std::max(worst, std::abs(a[i] - b[i]));
  return worst;
}

double cosine(const float* a, const float* b, int n) {
  double ab = 0.0, aa = 0.0, bb = 0.0;
  for (int i = 0; i < n; ++i) {
    ab += double{a[i]} * b[i];
    aa += double{a[i]} * a[i];
    bb += double{b[i]} * b[i];
  }
  return ab / std::sqrt(aa * bb);
}

/// Largest deviation of any layer from the reference's "INDEX.hidden" [layers + 1, tokens, hidden].
float worst_layer(const TextEncoder& encoder, const std::string& text,
                  const clasp::TensorView& expected) {
  const auto states = encoder.hidden_states(encoder.tokenize(text));
  const auto values = expected.to_float();
  EXPECT_EQ(states.size(), static_cast<std::size_t>(expected.shape[0]));
  EXPECT_EQ(states[0].rows, expected.shape[1]) << text;
  float worst = 0.0F;
  const std::size_t size = values.size() / states.size();
  for (std::size_t layer = 0; layer < states.size(); ++layer)
    worst = std::max(worst,
                     largest_difference(states[layer].values.data(), &values[layer * size], size));
  return worst;
}

TEST(Bert, EveryLayerIsHuggingFaces) {
  const auto reference = clasp::SafetensorsFile::open(kData + "tiny_bert_outputs.safetensors");
  const auto texts = texts_of(reference);
  const auto encoder = tiny();
  for (std::size_t i = 0; i < texts.size(); ++i)
    EXPECT_LT(worst_layer(encoder, texts[i], reference.at(std::to_string(i) + ".hidden")), 1e-5F)
        << texts[i];
}

TEST(Bert, EveryPoolingIsHuggingFaces) {
  const auto reference = clasp::SafetensorsFile::open(kData + "tiny_bert_outputs.safetensors");
  const auto texts = texts_of(reference);
  for (const auto& [pooling, name] : kPoolings) {
    const auto pooled = tiny(pooling).encode(texts);
    ASSERT_EQ(pooled.rows, static_cast<int>(texts.size()));
    for (int i = 0; i < pooled.rows; ++i) {
      const auto expected = reference.floats(std::to_string(i) + "." + name, {pooled.cols});
      EXPECT_LT(largest_difference(pooled.row(i), expected.data(), expected.size()), 1e-5F)
          << name << " of " << texts[i];
    }
  }
}

TEST(Bert, RealEncoderIsHuggingFaces) {
  const char* folder = std::getenv("CLASP_TEXT_ENCODER");
  if (folder == nullptr) GTEST_SKIP() << "CLASP_TEXT_ENCODER names no folder with MiniLM";
  const char* file = std::getenv("CLASP_TEXT_REFERENCE");
  const auto reference =
      clasp::SafetensorsFile::open(file ? file : kData + "minilm_texts.safetensors");
  const auto texts = texts_of(reference);
  for (const auto& [pooling, name] : kPoolings) {
    const auto pooled = TextEncoder::from_folder(folder, {pooling, 64}).encode(texts);
    const auto expected = reference.floats(name, {pooled.rows, pooled.cols});
    double lowest = 1.0;
    for (int i = 0; i < pooled.rows; ++i)
      lowest = std::min(lowest, cosine(pooled.row(i), &expected[i * pooled.cols], pooled.cols));
    std::cout << name << ": lowest cosine of " << texts.size() << " texts is 1 - " << 1.0 - lowest
              << '\n';
    EXPECT_GT(lowest, 1.0 - 1e-5) << name;
  }
  const auto encoder = TextEncoder::from_folder(folder, {Pooling::kMean, 64});
  float worst = 0.0F;
  for (const auto& [name, view] : reference.tensors())
    if (const auto dot = name.find(".hidden"); dot != std::string::npos)
      worst = std::max(worst, worst_layer(encoder, texts[std::stoul(name.substr(0, dot))], view));
  std::cout << "largest deviation of any layer: " << worst << '\n';
  EXPECT_LT(worst, 1e-4F);
}

TEST(Bert, CompanyInABatchChangesNothing) {
  const auto encoder = tiny();
  std::vector<std::string> texts;
  for (int i = 0; i < 300; ++i)
    texts.push_back(std::string(i % 7 + 1, 'a') + (i % 3 ? " crystal" : "") +
                    (i % 2 ? " oxide" : " b"));
  const auto together = encoder.encode(texts);
  for (std::size_t i = 0; i < texts.size(); ++i) {
    const auto alone = encoder.encode({texts[i]});
    EXPECT_LT(largest_difference(alone.row(0), together.row(static_cast<int>(i)), alone.cols),
              1e-5F)
        << texts[i];
  }
  EXPECT_EQ(encoder.encode({}).rows, 0);
}

TEST(Bert, TakesOldAndPrefixedNames) {
  TemporaryFolder folder;
  clasp::test::write_tiny_bert(folder, [](Tensors& tensors) {
    Tensors old;
    for (auto& [name, tensor] : tensors) {
      std::string renamed = "bert." + name;
      if (const auto at = renamed.find("LayerNorm.weight"); at != std::string::npos)
        renamed.replace(at, std::string::npos, "LayerNorm.gamma");
      if (const auto at = renamed.find("LayerNorm.bias"); at != std::string::npos)
        renamed.replace(at, std::string::npos, "LayerNorm.beta");
      old[renamed] = std::move(tensor);
    }
    old["bert.embeddings.position_ids"] = {clasp::DType::I64, {1, 1}, std::vector<std::byte>(8)};
    old["cls.predictions.bias"] = TensorData::from_floats({1.0F}, {1});
    tensors = std::move(old);
  });
  const auto encoder = TextEncoder::from_folder(folder.path(), {Pooling::kMean, kTinyTokens});
  EXPECT_EQ(encoder.encode({"liquid silicon"}).values, tiny().encode({"liquid silicon"}).values);
  EXPECT_EQ(encoder.fingerprint(), tiny().fingerprint());
}

TEST(Bert, TakesSixteenBitWeights) {
  for (const auto type : {clasp::DType::F16, clasp::DType::BF16}) {
    TemporaryFolder rounded;
    TemporaryFolder widened;
    const auto convert = [type](Tensors& tensors, bool widen) {
      for (auto& [name, tensor] : tensors) {
        const clasp::TensorView view{name, tensor.dtype, tensor.shape, tensor.bytes.data()};
        TensorData half = TensorData::from_floats(view.to_float(), tensor.shape, type);
        const clasp::TensorView half_view{name, type, tensor.shape, half.bytes.data()};
        tensor = widen ? TensorData::from_floats(half_view.to_float(), half.shape) : half;
      }
    };
    clasp::test::write_tiny_bert(rounded, [&](Tensors& t) { convert(t, false); });
    clasp::test::write_tiny_bert(widened, [&](Tensors& t) { convert(t, true); });
    const auto a = TextEncoder::from_folder(rounded.path(), {Pooling::kPooler, kTinyTokens});
    const auto b = TextEncoder::from_folder(widened.path(), {Pooling::kPooler, kTinyTokens});
    EXPECT_EQ(a.encode({"liquid silicon"}).values, b.encode({"liquid silicon"}).values);
    EXPECT_EQ(a.fingerprint(), b.fingerprint());
    EXPECT_NE(a.fingerprint(), tiny().fingerprint());
  }
}

TEST(Bert, FingerprintTellsWeightsAndVocabularyApart) {
  TemporaryFolder other_weights;
  clasp::test::write_tiny_bert(other_weights, [](Tensors& tensors) {
    tensors.at("encoder.layer.1.output.dense.bias").bytes[0] ^= std::byte{1};
  });
  TemporaryFolder other_words;
  clasp::test::write_tiny_bert(other_words);
  auto vocabulary = clasp::test::read_file(kData + "tiny_bert/vocab.txt");
  vocabulary[vocabulary.size() - 2] ^= 1;
  other_words.write("vocab.txt", vocabulary);
  const auto print = tiny().fingerprint();
  EXPECT_EQ(print.substr(0, 10), "bert-2x32-");
  EXPECT_EQ(tiny(Pooling::kCls).fingerprint(), print);
  EXPECT_NE(TextEncoder::from_folder(other_weights.path(), {Pooling::kMean, 24}).fingerprint(),
            print);
  EXPECT_NE(TextEncoder::from_folder(other_words.path(), {Pooling::kMean, 24}).fingerprint(),
            print);
}

TEST(Bert, KnowsTheActivationsOfItsConfig) {
  TemporaryFolder folder;
  clasp::test::write_tiny_bert(folder);
  auto config = nlohmann::json::parse(clasp::test::read_file(kData + "tiny_bert/config.json"));
  const auto with = [&](const char* activation) {
    config["hidden_act"] = activation;
    folder.write("config.json", config.dump());
    return TextEncoder::from_folder(folder.path(), {Pooling::kMean, kTinyTokens})
        .encode({"zeolite"})
        .values;
  };
  const auto exact = with("gelu");
  const auto by_tanh = with("gelu_new");
  const float gap = largest_difference(exact.data(), by_tanh.data(), exact.size());
  EXPECT_GT(gap, 0.0F);
  EXPECT_LT(gap, 0.01F);
  EXPECT_GT(largest_difference(exact.data(), with("relu").data(), exact.size()), 0.01F);
  EXPECT_THROW(with("swish"), clasp::Error);
}

/// The message with which a folder is refused, without the folder's name.
std::string refusal(const TemporaryFolder& folder, Pooling pooling = Pooling::kMean,
                    int tokens = 24) {
  try {
    TextEncoder::from_folder(folder.path(), {pooling, tokens});
  } catch (const clasp::Error& error) {
    std::string what = error.what();
    EXPECT_EQ(what.rfind(folder.path(), 0), 0U) << what;
    return what.substr(folder.path().size());
  }
  return "accepted";
}

TEST(BertFolder, EachMissingFileIsNamed) {
  for (const char* name : {"config.json", "vocab.txt", "model.safetensors"}) {
    TemporaryFolder folder;
    clasp::test::write_tiny_bert(folder);
    std::filesystem::remove(folder.file(name));
    EXPECT_NE(refusal(folder).find(name), std::string::npos) << refusal(folder);
    EXPECT_EQ(refusal(folder).rfind(": has no ", 0), 0U) << refusal(folder);
  }
}

TEST(BertFolder, OtherArchitecturesAreRefused) {
  TemporaryFolder folder;
  clasp::test::write_tiny_bert(folder);
  auto config = nlohmann::json::parse(clasp::test::read_file(kData + "tiny_bert/config.json"));
  config["model_type"] = "roberta";
  folder.write("config.json", config.dump());
  EXPECT_EQ(refusal(folder),
            "/config.json: model_type: is \"roberta\"; only \"bert\" works: BERT, SciBERT, "
            "MatSciBERT, MiniLM");
  config.erase("model_type");
  folder.write("config.json", config.dump());
  EXPECT_EQ(refusal(folder), "accepted");
  config["num_hidden_layers"] = 3;
  folder.write("config.json", config.dump());
  EXPECT_EQ(
      refusal(folder).rfind(
          "/model.safetensors: tensor encoder.layer.2.attention.self.query.weight: missing", 0),
      0U);
  config["num_hidden_layers"] = "two";
  folder.write("config.json", config.dump());
  EXPECT_EQ(refusal(folder).rfind("/config.json: num_hidden_layers: has the wrong type", 0), 0U);
  folder.write("config.json", "{");
  EXPECT_EQ(refusal(folder).rfind("/config.json: is not a JSON object", 0), 0U);
}

TEST(BertFolder, SizesThatDoNotFitAreNamed) {
  TemporaryFolder folder;
  clasp::test::write_tiny_bert(folder, [](Tensors& tensors) {
    tensors["encoder.layer.0.intermediate.dense.weight"] =
        TensorData::from_floats(std::vector<float>(32 * 47), {47, 32});
  });
  EXPECT_EQ(
      refusal(folder).rfind("/model.safetensors: tensor encoder.layer.0.intermediate.dense.weight: "
                            "shape [47, 32] where [48, 32] is expected",
                            0),
      0U);
  clasp::test::write_tiny_bert(folder);
  folder.write("vocab.txt", clasp::test::read_file(kData + "tiny_bert/vocab.txt") + "extra\n");
  EXPECT_EQ(
      refusal(folder),
      "/model.safetensors: vocabulary: has 524 tokens, the model 523; give the vocab.txt that "
      "belongs to the model");
  clasp::test::write_tiny_bert(folder);
  EXPECT_EQ(refusal(folder, Pooling::kMean, 41),
            "/model.safetensors: max_tokens: 41 is not in 3..40; this text encoder has no more "
            "positions");
}

TEST(BertFolder, PoolerIsNeededOnlyForItsPooling) {
  TemporaryFolder folder;
  clasp::test::write_tiny_bert(folder, [](Tensors& tensors) {
    tensors.erase("pooler.dense.weight");
    tensors.erase("pooler.dense.bias");
  });
  EXPECT_EQ(refusal(folder, Pooling::kMean), "accepted");
  EXPECT_EQ(refusal(folder, Pooling::kPooler),
            "/model.safetensors: tensor pooler.dense.weight: missing, but the pooling is "
            "\"pooler\"; use the pooling "
            "\"mean\" or \"cls\"");
}

}  // namespace
