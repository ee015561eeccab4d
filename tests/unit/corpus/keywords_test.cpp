// SPDX-License-Identifier: MIT
// What a language model is asked for keywords, and what its answers are worth.
#include "corpus/keywords.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

namespace clasp {
namespace {

using nlohmann::json;

Judgement judge(const std::string& content, const std::vector<std::string>& drop = {}) {
  const json body = {{"choices", {{{"message", {{"content", content}}}}}}};
  return read_keywords(body.dump(), drop);
}

TEST(Keywords, AreReadFromEveryFormOfAnswer) {
  const std::string list = R"(["ferroelectric","band gap"])";
  for (const std::string& content :
       {list, "{\"keywords\": " + list + "}",
        "Sure!\n```json\n{\"keywords\": " + list + "}\n```\nAsk!", "{\"words\": " + list + "}",
        "<think>As in [1] or {2}</think> " + list, "I name [some]: " + list}) {
    const auto found = judge(content);
    EXPECT_EQ(found.verdict, Verdict::kGood) << content;
    EXPECT_EQ(found.value, list) << content;
  }
}

TEST(Keywords, LoseTheUnspecificOnesAndRepetitions) {
  EXPECT_EQ(judge(R"([" Zeolites. ", "zeolite", "X-Ray Diffraction", "Powder X ray diffraction",
                      "crystal structures", "", "Gas Storage", "drop me"])",
                  {"Drop-Me"})
                .value,
            R"(["Zeolites","Gas Storage"])");
  for (const char* word : {"crystal structure", "X-ray diffraction", "neutron diffraction",
                           "powder diffraction", "single-crystal X-ray diffraction"})
    EXPECT_TRUE(unspecific(word)) << word;
  for (const char* word : {"X-ray detector", "ferroelectric", "crystal-field splitting", "glass"})
    EXPECT_FALSE(unspecific(word)) << word;
}

TEST(Keywords, AreTenAtMost) {
  json many = json::array();
  for (int i = 0; i < 14; ++i) many.push_back("word " + std::to_string(i));
  const json kept = json::parse(judge(many.dump()).value);
  EXPECT_EQ(kept.size(), 10u);
  EXPECT_EQ(kept.back(), "word 9");
}

TEST(Keywords, TellTheModelsFaultsFromTheServers) {
  EXPECT_EQ(judge("ferroelectric, zeolite").verdict, Verdict::kMalformed);
  EXPECT_EQ(judge("").verdict, Verdict::kMalformed);
  EXPECT_EQ(judge("[1, 2]").verdict, Verdict::kMalformed);
  EXPECT_EQ(judge("[\"" + std::string(101, 'x') + "\"]").verdict, Verdict::kMalformed);
  EXPECT_EQ(judge(std::string(5000, '[')).verdict, Verdict::kMalformed);
  EXPECT_EQ(judge("[]").verdict, Verdict::kFinal);
  EXPECT_EQ(judge(R"(["XRD"])").verdict, Verdict::kFinal);
  EXPECT_EQ(read_keywords("{}", {}).verdict, Verdict::kTrouble);
  EXPECT_EQ(read_keywords("<html>", {}).verdict, Verdict::kTrouble);
  EXPECT_EQ(read_keywords(R"({"choices": []})", {}).verdict, Verdict::kTrouble);
  EXPECT_EQ(read_keywords(R"({"choices": [{"message": {"content": null}}]})", {}).verdict,
            Verdict::kTrouble);
}

TEST(Keywords, AreAskedForWithTitleAndAbstract) {
  const json first = json::parse(keyword_request("m", "A \"title\"", "An abstract", 0));
  EXPECT_EQ(first["model"], "m");
  EXPECT_EQ(first["temperature"], 0.0);
  EXPECT_EQ(first["messages"][1]["content"], "Title: A \"title\"\nAbstract: An abstract");
  const json second = json::parse(keyword_request("m", "bad \xff", "", 1));
  EXPECT_GT(second["temperature"], 0.0);
  EXPECT_EQ(second["messages"][1]["content"], "Title: bad \xef\xbf\xbd");
}

}  // namespace
}  // namespace clasp
