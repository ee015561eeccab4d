// SPDX-License-Identifier: MIT
// The report of a run as text and as a page; the thermo output beside it.
#include "pages/report.h"

#include <gtest/gtest.h>

#include "core/error.h"
#include "pages/page.h"
#include "support/temporary_folder.h"

namespace {

using clasp::TagSeries;
using clasp::test::TemporaryFolder;

TagSeries series() {
  TagSeries s;
  s.model = "m";
  s.tag_percentile = 95;
  s.prompts = {"solid", "liquid"};
  for (int row = 0; row < 4; ++row) {
    s.step.push_back(100 * row);
    s.time.push_back(0.1 * row);
    s.tag.push_back(row < 2 ? 1 : row == 2 ? 0 : 2);
    s.best.push_back(row < 2 ? 1 : 2);
    s.percentile.insert(s.percentile.end(), {row < 2 ? 99.95 : 10.0, row < 3 ? 60.0 : 96.0});
    s.cosine.insert(s.cosine.end(), {0.5, 0.5});
  }
  return s;
}

TEST(Report, TextHasIntervalsAndChart) {
  EXPECT_EQ(clasp::report_text(series(), 60, false),
            "from step      0 to step    100: solid\n"
            "from step    200 to step    200: unknown\n"
            "from step    300 to step    300: liquid\n"
            "\npercentiles from step 0 to step 300, and at the end; heights stand for 50, 75, 90, "
            "95, 98, 99, 99.5, 99.9\n"
            "|@@  |  10.000 solid\n"
            "|...=|  96.000 liquid\n");
  EXPECT_NE(clasp::report_text(series(), 60, true).find("|██  |"), std::string::npos);
}

TEST(Report, NarrowChartShowsMeans) {
  EXPECT_NE(clasp::report_text(series(), 2, false).find("|@ |"), std::string::npos);
  EXPECT_NE(clasp::report_text(series(), 2, false).find("|.:|"), std::string::npos);
}

TEST(Report, SummaryCountsRowsAndAverages) {
  const auto intervals = clasp::report_summary(series())["intervals"];
  ASSERT_EQ(intervals.size(), 3U);
  EXPECT_EQ(intervals[0]["rows"], 2);
  EXPECT_DOUBLE_EQ(intervals[0]["mean_percentile"], 99.95);
  EXPECT_TRUE(intervals[1]["mean_percentile"].is_null());
  EXPECT_DOUBLE_EQ(intervals[2]["mean_percentile"], 96.0);
}

TEST(Report, PageHoldsForeignTextAsText) {
  clasp::ReportInput input{"<b>&\"x\"", series(), {}, {}};
  input.series.prompts[0] = "</script><script>alert(1)</script>";
  const std::string html = clasp::report_page(input);
  EXPECT_EQ(html.find("alert(1)</script>"), std::string::npos);
  EXPECT_NE(html.find("<title>&lt;b&gt;&amp;&quot;x&quot;</title>"), std::string::npos);
  EXPECT_EQ(html.find("{{"), html.npos) << "a place that was not filled";
}

TEST(Report, LinksFramesThatExist) {
  const TemporaryFolder folder;
  folder.write("run/dump.100.cfg", "");
  const auto links =
      clasp::frame_links(series(), folder.file("run/dump.*.cfg"), folder.file("pages"));
  EXPECT_EQ(links, (std::vector<std::string>{"", "../run/dump.100.cfg", "", ""}));
  EXPECT_THROW(clasp::frame_links(series(), "dump.cfg", ""), clasp::Error);
  EXPECT_THROW(clasp::frame_links(series(), folder.file("none.*"), ""), clasp::Error);
}

TEST(ThermoLog, ReadsAllTables) {
  const TemporaryFolder folder;
  const std::string path = folder.write("log", R"(thermo 100
   Step          Temp          E_pair
         0   300            -4
WARNING: something between (../fix.cpp:10)
fix s clasp/score: step 0: solid (99 %)
       100   310.5          -3.9
Loop time of 1 on 1 procs for 100 steps with 8 atoms
Step Temp
200 320
)");
  const auto columns = clasp::read_thermo_log(path, {"Temp", "E_pair"});
  EXPECT_EQ(columns[0].step, (std::vector<std::int64_t>{0, 100, 200}));
  EXPECT_EQ(columns[0].value, (std::vector<double>{300, 310.5, 320}));
  EXPECT_EQ(columns[1].value, (std::vector<double>{-4, -3.9}));
  EXPECT_THROW(clasp::read_thermo_log(path, {"Press"}), clasp::Error);
  EXPECT_THROW(clasp::read_thermo_log(folder.write("empty", "no table\n"), {"Temp"}), clasp::Error);
}

TEST(Page, Base64) {
  EXPECT_EQ(clasp::base64(""), "");
  EXPECT_EQ(clasp::base64("f"), "Zg==");
  EXPECT_EQ(clasp::base64("fo"), "Zm8=");
  EXPECT_EQ(clasp::base64("foobar"), "Zm9vYmFy");
  EXPECT_EQ(clasp::base64(std::string("\xff\x00\xfe", 3)), "/wD+");
}

}  // namespace
