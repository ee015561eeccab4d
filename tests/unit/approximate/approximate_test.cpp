// SPDX-License-Identifier: MIT
// Candidates from FAISS against comparing every embedding.
#include "cli/approximate/approximate.h"

#include <gtest/gtest.h>

#include <filesystem>

#include "core/error.h"
#include "core/rng.h"
#include "support/temporary_folder.h"

namespace {

using namespace clasp;

constexpr int kWidth = 32;
constexpr int kCentres = 60;

class ApproximateTest : public testing::Test {
 protected:
#ifndef CLASP_WITH_FAISS
  void SetUp() override {
    GTEST_SKIP() << "built without FAISS";
  }
#endif
  std::vector<float> near_a_centre() {
    Rng centre(rng_.below(kCentres) + 1);
    std::vector<float> x(kWidth);
    for (float& v : x) v = static_cast<float>(centre.normal() + 0.5 * rng_.normal());
    normalise(x);
    return x;
  }

  void fill(int n) {
    SearchIndexWriter writer(path_, {"model", "test", "0", kWidth});
    for (int i = static_cast<int>(writer.size()); i < n; ++i) {
      IndexEntry entry;
      entry.source = std::to_string(i);
      entry.elements = {1 + i % 3};
      writer.add(entry, near_a_centre());
    }
    writer.flush();
  }

  /// Share of the exact hits that are found.
  double recall(const SearchOptions& options, std::size_t probes) {
    const SearchIndex index = SearchIndex::open(path_);
    const auto approximate = ApproximateIndex::open(index);
    if (!approximate) return -1;
    std::size_t found = 0, all = 0;
    for (int q = 0; q < 30; ++q) {
      const auto query = near_a_centre();
      std::set<std::size_t> rows;
      for (const auto& hit : approximate->search(query, options, probes)) rows.insert(hit.row);
      for (const auto& hit : search(index, query, options)) {
        found += rows.count(hit.row);
        ++all;
      }
      for (const std::size_t row : rows) EXPECT_TRUE(options.filter.passes(index.record(row)));
    }
    return static_cast<double>(found) / static_cast<double>(all);
  }

  clasp::test::TemporaryFolder folder_;
  std::string path_ = folder_.file("test.index");
  Rng rng_{4};
};

TEST_F(ApproximateTest, FindsAllInAllListsAndMostInSome) {
  fill(5000);
  EXPECT_EQ(update_approximate(SearchIndex::open(path_)), 5000U);
  SearchOptions options;
  EXPECT_EQ(recall(options, 1000), 1.0);
  EXPECT_GT(recall(options, 0), 0.9);
  EXPECT_LT(recall(options, 1), 1.0);
  options.filter.with = {2};
  EXPECT_EQ(recall(options, 1000), 1.0);
}

TEST_F(ApproximateTest, IsNotUsedWhileItLacksRows) {
  fill(2000);
  EXPECT_EQ(ApproximateIndex::open(SearchIndex::open(path_)), nullptr);
  update_approximate(SearchIndex::open(path_));
  fill(2600);
  EXPECT_EQ(ApproximateIndex::open(SearchIndex::open(path_)), nullptr);
  EXPECT_EQ(update_approximate(SearchIndex::open(path_)), 600U);
  EXPECT_EQ(recall({}, 1000), 1.0);
}

TEST_F(ApproximateTest, ListsThatWereFoundAreKept) {
  fill(2000);
  std::set<std::string> parts;
  const auto stop_at_rows = [&](const char* what, std::size_t, std::size_t total) {
    parts.insert(what);
    if (parts.size() > 1) throw std::runtime_error("stopped before " + std::to_string(total));
  };
  EXPECT_THROW(update_approximate(SearchIndex::open(path_), stop_at_rows), Error);
  EXPECT_EQ(parts.size(), 2U);
  EXPECT_EQ(ApproximateIndex::open(SearchIndex::open(path_)), nullptr);
  parts.clear();
  EXPECT_EQ(update_approximate(SearchIndex::open(path_),
                               [&](const char* what, auto, auto) { parts.insert(what); }),
            2000U);
  EXPECT_EQ(parts.size(), 1U);
  EXPECT_EQ(recall({}, 1000), 1.0);
}

TEST_F(ApproximateTest, RefusesFewEntriesAndForeignFiles) {
  fill(999);
  EXPECT_THROW(update_approximate(SearchIndex::open(path_)), Error);
  EXPECT_FALSE(std::filesystem::exists(approximate_path(path_)));
  folder_.write("test.index.faiss", "something else");
  EXPECT_THROW(ApproximateIndex::open(SearchIndex::open(path_)), Error);
}

}  // namespace
