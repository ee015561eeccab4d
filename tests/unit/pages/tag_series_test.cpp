// SPDX-License-Identifier: MIT
// Tag files: what is read, and what is refused.
#include "pages/tag_series.h"

#include <gtest/gtest.h>

#include "core/error.h"
#include "core/rng.h"

namespace {

using clasp::parse_tag_file;
using clasp::TagSeries;

const std::string kHead =
    "# CLaSP tag file, format 1\n# model: \"m, n.safetensors\"\n# tag percentile: 97.5\n"
    "# prompt 1: \"a \"\"good\"\" salt, really\"\n# prompt 2: \"liquid\"\n"
    "step,time,tag,best,percentile_1,percentile_2,cosine_1,cosine_2\n";
const std::string kRows =
    "0,0,\"a \"\"good\"\" salt, really\",1,99.000,2.500,0.500000,-0.250000\n"
    "100,0.1,\"unknown\",1,97.000,3.000,0.400000,-0.200000\n"
    "200,0.2,\"liquid\",2,1.000,98.000,0.100000,0.800000\n"
    "300,0.3,\"liquid\",2,1.000,98.000,0.100000,0.800000\n";

std::string problem(const std::string& text) {
  try {
    parse_tag_file(text, "tags.csv");
  } catch (const clasp::Error& e) {
    return e.what();
  }
  return "accepted";
}

TEST(TagSeries, ReadsHeadAndRows) {
  const TagSeries s = parse_tag_file(kHead + kRows, "tags.csv");
  EXPECT_EQ(s.model, "m, n.safetensors");
  EXPECT_EQ(s.tag_percentile, 97.5);
  EXPECT_EQ(s.prompts, (std::vector<std::string>{"a \"good\" salt, really", "liquid"}));
  EXPECT_EQ(s.step, (std::vector<std::int64_t>{0, 100, 200, 300}));
  EXPECT_EQ(s.time[3], 0.3);
  EXPECT_EQ(s.tag, (std::vector<int>{1, 0, 2, 2}));
  EXPECT_EQ(s.percentile[2 * 2 + 1], 98.0);
  EXPECT_EQ(s.cosine[1], -0.25);
  EXPECT_EQ(s.tag_text(0), "unknown");
  EXPECT_EQ(s.tag_text(2), "liquid");
}

TEST(TagSeries, LeavesOutALineThatIsBeingWritten) {
  EXPECT_EQ(parse_tag_file(kHead + kRows + "400,0.4,\"liq", "tags.csv").rows(), 4U);
}

TEST(TagSeries, IntervalsOfEqualTags) {
  const auto all = clasp::tag_intervals(parse_tag_file(kHead + kRows, "tags.csv"));
  ASSERT_EQ(all.size(), 3U);
  EXPECT_EQ(all[2].first, 2U);
  EXPECT_EQ(all[2].last, 3U);
  EXPECT_EQ(all[2].tag, 2);
}

TEST(TagSeries, RefusesWhatIsDamaged) {
  const std::string remedy = "; give a file that `fix clasp/score ... file` wrote";
  EXPECT_EQ(problem("step,time\n"), "tags.csv: not a tag file" + remedy);
  EXPECT_EQ(problem(""), "tags.csv: not a tag file" + remedy);
  EXPECT_EQ(problem("# CLaSP tag file, format 2\n"),
            "tags.csv: line 1: format 2, but this program reads format 1; use a newer clasp");
  EXPECT_EQ(problem(kHead),
            "tags.csv: holds no rows; let the simulation run to its first comparison");
  EXPECT_EQ(problem(kHead + "1,2,\"liquid\",2,1\n"),
            "tags.csv: line 7: 5 fields instead of 8" + remedy);
  EXPECT_EQ(problem(kHead + "1,2,\"solid\",2,1,2,3,4\n"),
            "tags.csv: line 7: the tag \"solid\" is none of the prompts" + remedy);
  EXPECT_EQ(problem(kHead + "1,2,\"liquid\",2,1,nan,3,4\n"),
            "tags.csv: line 7: percentile \"nan\" is not a number" + remedy);
  EXPECT_EQ(problem(kHead + "1.5,2,\"liquid\",2,1,2,3,4\n"),
            "tags.csv: line 7: step \"1.5\" is not a number" + remedy);
}

TEST(TagSeries, AnyDamageIsReadOrRefused) {
  clasp::Rng rng(8);
  int refused = 0;
  for (int trial = 0; trial < 3000; ++trial) {
    std::string text = kHead + kRows;
    for (int change = 0; change < 3; ++change)
      text[rng.below(text.size())] = static_cast<char>(rng.below(256));
    text.resize(rng.below(text.size() + 1));
    refused += problem(text) != "accepted";
  }
  EXPECT_GT(refused, 1000);
}

}  // namespace
