// SPDX-License-Identifier: MIT
// The tokenizer against ids by the Hugging Face tokenizers library, and against hostile input.
#include "text/tokenizer.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>

#include "core/error.h"
#include "core/rng.h"
#include "tiny_bert.h"

namespace {

using clasp::test::kData;
using clasp::test::kTinyTokens;
using clasp::test::read_file;

clasp::Tokenizer tiny_tokenizer(clasp::TokenizerSettings settings = {}) {
  const std::string vocab = kData + "tiny_bert/vocab.txt";
  return clasp::Tokenizer(vocab, read_file(vocab), settings);
}

/// Compares every record of a file made by tests/reference/{tokens,tiny_bert}.py; returns their
/// number.
int compare_with_reference(const std::string& records, const std::string& vocab_file,
                           int max_tokens) {
  const std::string vocabulary = read_file(vocab_file);
  std::map<std::vector<bool>, clasp::Tokenizer> tokenizers;
  std::ifstream in(records);
  int count = 0;
  int wrong = 0;
  for (std::string line; std::getline(in, line); ++count) {
    const auto record = nlohmann::json::parse(line);
    const auto flags = record.at("settings").get<std::vector<bool>>();
    const auto tokenizer = tokenizers
                               .try_emplace(flags, vocab_file, vocabulary,
                                            clasp::TokenizerSettings{flags[0], flags[1], flags[2]})
                               .first;
    bool cut = false;
    const auto ids =
        tokenizer->second.encode(record.at("text").get<std::string>(), max_tokens, &cut);
    if (ids == record.at("ids").get<std::vector<int>>() && cut == record.at("cut").get<bool>())
      continue;
    if (++wrong <= 5)
      ADD_FAILURE() << record.at("text").dump(-1, ' ', true) << "\n  gives "
                    << nlohmann::json(ids).dump() << "\n  not " << record.at("ids").dump();
  }
  EXPECT_EQ(wrong, 0) << "of " << count << " texts in " << records;
  return count;
}

TEST(Tokenizer, AgreesWithHuggingFace) {
  EXPECT_EQ(compare_with_reference(kData + "tiny_bert_tokens.jsonl", kData + "tiny_bert/vocab.txt",
                                   kTinyTokens),
            800);
}

TEST(Tokenizer, AgreesWithHuggingFaceAtLength) {
  const char* encoder = std::getenv("CLASP_TEXT_ENCODER");
  if (encoder == nullptr) GTEST_SKIP() << "CLASP_TEXT_ENCODER names no folder with MiniLM";
  const char* records = std::getenv("CLASP_TOKEN_REFERENCE");
  const int count = compare_with_reference(records ? records : kData + "minilm_tokens.jsonl",
                                           std::string(encoder) + "/vocab.txt", 64);
  std::cout << count << " texts compared\n";
  EXPECT_GT(count, 1000);
}

TEST(Tokenizer, CutsAtTheLimitAndSaysSo) {
  const auto tokenizer = tiny_tokenizer();
  bool cut = true;
  const auto whole = tokenizer.encode("liquid silicon", 64, &cut);
  EXPECT_FALSE(cut);
  ASSERT_GE(whole.size(), 4U);
  const auto length = static_cast<int>(whole.size());
  EXPECT_EQ(tokenizer.encode("liquid silicon", length, &cut), whole);
  EXPECT_FALSE(cut);
  const auto shorter = tokenizer.encode("liquid silicon", length - 1, &cut);
  EXPECT_TRUE(cut);
  EXPECT_EQ(shorter.size(), whole.size() - 1);
  EXPECT_EQ(shorter.back(), whole.back()) << "[SEP] stays";
}

TEST(Tokenizer, TakesLineEndsOfBothKinds) {
  const clasp::Tokenizer unix_ends("v", "[UNK]\n[CLS]\n[SEP]\na\n", {});
  const clasp::Tokenizer dos_ends("v", "[UNK]\r\n[CLS]\r\n[SEP]\r\na", {});
  EXPECT_EQ(unix_ends.size(), 4);
  EXPECT_EQ(dos_ends.size(), 4);
  EXPECT_EQ(unix_ends.encode("a b", 9), (std::vector<int>{1, 3, 0, 2}));
  EXPECT_EQ(dos_ends.encode("a b", 9), (std::vector<int>{1, 3, 0, 2}));
}

TEST(Tokenizer, RefusesAVocabularyWithoutSpecialTokens) {
  try {
    clasp::Tokenizer("words/vocab.txt", "apple\nbanana\n", {});
    FAIL() << "accepted";
  } catch (const clasp::Error& error) {
    EXPECT_STREQ(
        error.what(),
        "words/vocab.txt: vocabulary: has no [UNK]; give the vocab.txt of a BERT model, one "
        "token a line");
  }
}

TEST(Tokenizer, LeavesOutBytesThatAreNotUtf8) {
  const auto tokenizer = tiny_tokenizer();
  EXPECT_EQ(tokenizer.encode("liq\xFFuid\xC3 \xED\xA0\x80silicon\xF5", 64),
            tokenizer.encode("liquid silicon", 64));
}

TEST(Tokenizer, SurvivesRandomBytes) {
  const auto tokenizer = tiny_tokenizer();
  clasp::Rng rng(7);
  for (int n = 0; n < 20000; ++n) {
    std::string text;
    for (std::uint64_t length = rng.below(200); length > 0; --length)
      text.push_back(static_cast<char>(rng.below(256)));
    const auto ids = tokenizer.encode(text, 64);
    ASSERT_GE(ids.size(), 2U);
    ASSERT_LE(ids.size(), 64U);
    for (const int id : ids) ASSERT_TRUE(id >= 0 && id < tokenizer.size());
  }
}

TEST(Tokenizer, SurvivesRandomVocabularies) {
  clasp::Rng rng(8);
  const std::string vocabulary = read_file(kData + "tiny_bert/vocab.txt");
  int refused = 0;
  for (int n = 0; n < 300; ++n) {
    std::string damaged = vocabulary.substr(0, rng.below(vocabulary.size() + 1));
    for (std::uint64_t hits = rng.below(40); hits > 0 && !damaged.empty(); --hits)
      damaged[rng.below(damaged.size())] = static_cast<char>(rng.below(256));
    try {
      const clasp::Tokenizer tokenizer("damaged", damaged, {});
      for (const int id : tokenizer.encode("superconducting [MASK] oxide, naïve", 64))
        ASSERT_TRUE(id >= 0 && id < tokenizer.size());
    } catch (const clasp::Error&) {
      ++refused;
    }
  }
  EXPECT_GT(refused, 0);
}

}  // namespace
