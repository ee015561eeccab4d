// SPDX-License-Identifier: MIT
// Searches against comparing every embedding, and index files that grow, break off and are foreign.
#include "retrieval/search.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <fstream>

#include "core/error.h"
#include "core/rng.h"
#include "support/temporary_folder.h"

namespace {

using namespace clasp;
using clasp::test::TemporaryFolder;

const IndexModel kModel = {"model.safetensors", "test", "00ff", 40};
constexpr std::size_t kWidth = 40;

std::vector<float> unit(Rng& rng, double outlier = 0.0) {
  std::vector<float> x(kWidth);
  for (float& v : x) v = static_cast<float>(rng.normal());
  x[3] += static_cast<float>(outlier);
  normalise(x);
  return x;
}

IndexEntry entry(int n) {
  IndexEntry e;
  e.source = "folder/" + std::to_string(n) + ".cif";
  e.formula = n % 2 ? "NaCl" : "Fe2O3";
  e.title = "Title " + std::to_string(n);
  e.doi = "10.1/" + std::to_string(n);
  e.elements = n % 2 ? std::set<int>{11, 17} : std::set<int>{8, 26};
  if (n % 5 == 0) e.elements.insert(92);
  e.group = "paper " + std::to_string(n / 10);
  e.sites = 1 + n % 50;
  e.space_group = 1 + n % 230;
  e.year = n % 7 == 0 ? 0 : 1990 + n % 30;
  return e;
}

/// An index of n random embeddings, some with a component far above the others.
class SearchTest : public testing::Test {
 protected:
  void fill(int n, int copies_of_first = 0) {
    SearchIndexWriter writer(path_, kModel);
    for (int i = static_cast<int>(writer.size()); i < n; ++i) {
      IndexEntry e = entry(i);
      if (i <= copies_of_first) e.original = entry(0).source;
      auto x = i > 0 && i <= copies_of_first ? unit_rows_[0] : unit(rng_, i % 3 == 0 ? 20 : 0);
      writer.add(e, x);
      unit_rows_.push_back(std::move(x));
    }
    writer.flush();
  }

  /// Rows that pass, by their exact cosines.
  std::vector<std::size_t> expected(const std::vector<float>& query, const SearchOptions& o,
                                    const SearchIndex& index) const {
    std::vector<std::pair<double, std::size_t>> all;
    for (std::size_t r = 0; r < unit_rows_.size(); ++r) {
      const double cosine = dot_floats(unit_rows_[r].data(), query.data(), kWidth);
      if (cosine >= o.threshold && o.filter.passes(index.record(r))) all.emplace_back(-cosine, r);
    }
    std::sort(all.begin(), all.end());
    std::vector<std::size_t> rows;
    for (std::size_t i = 0; i < std::min(o.k, all.size()); ++i) rows.push_back(all[i].second);
    return rows;
  }

  void expect_exact(const SearchOptions& o) {
    const SearchIndex index = SearchIndex::open(path_);
    for (int q = 0; q < 20; ++q) {
      const auto query = unit(rng_, q % 4 == 0 ? 30 : 0);
      std::vector<std::size_t> rows;
      for (const SearchHit& hit : search(index, query, o)) rows.push_back(hit.row);
      EXPECT_EQ(rows, expected(query, o, index)) << "query " << q;
    }
  }

  TemporaryFolder folder_;
  std::string path_ = folder_.file("test.index");
  Rng rng_{3};
  std::vector<std::vector<float>> unit_rows_;
};

TEST_F(SearchTest, FindsExactlyWhatComparingAllFinds) {
  fill(5000);  // more than two segments
  SearchOptions o;
  o.k = 100;
  expect_exact(o);
  o.threshold = 0.35;
  expect_exact(o);
  o.threshold = 0.99;
  expect_exact(o);
  o.threshold = -2;
  o.k = 6000;
  expect_exact(o);
}

TEST_F(SearchTest, FiltersBeforeItRanks) {
  fill(3000);
  SearchOptions o;
  o.k = 50;
  o.filter.with = {8};
  expect_exact(o);
  o.filter.without = {92};
  expect_exact(o);
  o.filter.sites = {10, 20};
  o.filter.year = {2000, 2010};
  o.filter.space_group = {1, 100};
  expect_exact(o);
  SearchOptions only;
  only.filter.with = {11, 17};
  only.filter.only = true;
  only.k = 5000;
  const SearchIndex index = SearchIndex::open(path_);
  const auto hits = search(index, unit(rng_), only);
  EXPECT_EQ(hits.size(), 1200U);  // odd, not divisible by five
  only.filter.formula = "Fe2O3";
  EXPECT_TRUE(search(index, unit(rng_), only).empty());
}

TEST_F(SearchTest, BoundsOfCodesHold) {
  double largest = 0;
  for (int n = 0; n < 500; ++n) {
    const auto x = unit(rng_, n % 7), y = unit(rng_, n % 3);
    std::vector<std::int8_t> codes(code_stride(kWidth));
    const CodeBounds bounds = encode_row(x.data(), kWidth, codes.data());
    const EncodedQuery query(y);
    std::int32_t dot = 0;
    dot_codes(codes.data(), 1, query, &dot);
    const double difference = std::abs(dot_floats(x.data(), y.data(), kWidth) -
                                       double{bounds.scale} * double{query.scale} * dot);
    EXPECT_LE(difference, bounds.residual * query.norm + (1 + bounds.residual) * query.residual);
    largest = std::max(largest, difference / bounds.residual);
  }
  EXPECT_GT(largest, 0.1);  // the bound is not idle
}

TEST_F(SearchTest, FoldsOneCrystalAndLeavesTheQueryOut) {
  fill(400, 250);
  const SearchIndex index = SearchIndex::open(path_);
  SearchOptions o;
  o.k = 10;
  const auto hits = search(index, unit_rows_[0], o);
  ASSERT_EQ(hits.size(), 10U);
  EXPECT_EQ(hits[0].row, 0U);
  EXPECT_EQ(hits[0].folded, 250U);
  for (std::size_t i = 1; i < hits.size(); ++i) EXPECT_GT(hits[i].row, 250U);
  o.leave_out = {7};
  for (const auto& hit : search(index, unit_rows_[0], o)) EXPECT_GT(hit.row, 250U);
  o.fold = Fold::kNone;
  const auto all = search(index, unit_rows_[0], o);
  ASSERT_EQ(all.size(), 10U);
  EXPECT_EQ(all[7].row, 8U);
  EXPECT_NEAR(all[9].cosine, 1.0, 1e-6);
  o.fold = Fold::kPaper;
  o.k = 100;
  const auto papers = search(index, unit_rows_[0], o);
  EXPECT_EQ(papers.size(), 39U);  // 40 papers, without that of row 7
  EXPECT_EQ(papers[0].row, 10U);
  EXPECT_EQ(papers[0].folded, 9U);
}

TEST_F(SearchTest, EntriesComeBack) {
  fill(2100);
  const SearchIndex index = SearchIndex::open(path_);
  EXPECT_EQ(index.model().path, "model.safetensors");
  EXPECT_EQ(index.segments().size(), 2U);
  for (const std::size_t row : {0, 2047, 2048, 2099}) {
    const IndexEntry e = index.entry(row), wanted = entry(static_cast<int>(row));
    EXPECT_EQ(
        std::tie(e.source, e.formula, e.title, e.doi, e.elements, e.sites, e.space_group, e.year),
        std::tie(wanted.source, wanted.formula, wanted.title, wanted.doi, wanted.elements,
                 wanted.sites, wanted.space_group, wanted.year));
    EXPECT_EQ(index.source(row), wanted.source);
    EXPECT_TRUE(std::equal(unit_rows_[row].begin(), unit_rows_[row].end(), index.embedding(row)));
  }
}

TEST_F(SearchTest, GrowsAndCutsOffWhatAKilledWriterLeft) {
  fill(300);
  const auto whole = std::filesystem::file_size(path_);
  fill(900);
  const auto grown = std::filesystem::file_size(path_);
  for (const auto size : {grown - 1, grown - 64, whole + 20, whole + 5000}) {
    std::filesystem::resize_file(path_, size);
    EXPECT_EQ(SearchIndex::open(path_).size(), 300U) << size;
    unit_rows_.resize(300);
    rng_ = Rng(8);
    fill(900);
    EXPECT_EQ(SearchIndex::open(path_).size(), 900U);
    EXPECT_EQ(std::filesystem::file_size(path_), grown);
    SearchOptions o;
    expect_exact(o);
  }
  SearchIndexWriter again(path_, kModel);
  EXPECT_TRUE(again.contains(entry(5).source));
  again.add(entry(5), unit_rows_[6]);
  again.flush();
  EXPECT_EQ(std::filesystem::file_size(path_), grown);
}

template <class Action>
void expect_error(const Action& action, const std::string& words) {
  try {
    action();
    FAIL() << "accepted, without: " << words;
  } catch (const Error& e) {
    EXPECT_NE(std::string(e.what()).find(words), std::string::npos) << e.what();
  }
}

TEST_F(SearchTest, RefusesForeignFilesAndOtherModels) {
  fill(3);
  IndexModel other = kModel;
  other.fingerprint = "0bad";
  expect_error([&] { SearchIndexWriter(path_, other); }, "made with another model");
  expect_error([&] { SearchIndex::open(folder_.write("x", "CIF")); }, "not an index");
  expect_error([&] { SearchIndex::open(folder_.file("none")); }, "cannot open");
  expect_error([&] { SearchIndexWriter(path_, kModel).add(entry(9), std::vector<float>(40, 1)); },
               "not an L2-normalised embedding of width 40");
  std::string bytes(200, '\0');
  std::ifstream(path_, std::ios::binary).read(bytes.data(), 200);
  bytes[8] = 9;
  expect_error([&] { SearchIndex::open(folder_.write("v", bytes)); }, "index format version 9");
  bytes[8] = 1;
  bytes[16] = 20;
  expect_error([&] { SearchIndex::open(folder_.write("d", bytes)); }, "header: damaged");
  EXPECT_TRUE(SearchIndex::is_index(path_));
  EXPECT_FALSE(SearchIndex::is_index(folder_.file("x")));
}

TEST_F(SearchTest, TellsDamageFromWhatAKilledWriterLeft) {
  fill(100);
  const auto first = static_cast<std::streamoff>(std::filesystem::file_size(path_));
  fill(200);
  std::fstream(path_, std::ios::in | std::ios::out | std::ios::binary).seekp(first - 64) << 'x';
  expect_error([&] { SearchIndex::open(path_); }, "damaged");
  EXPECT_THROW(SearchIndexWriter(path_, kModel), Error);
}

TEST_F(SearchTest, DamagedBytesCrashNothing) {
  fill(60);
  std::string bytes(std::filesystem::file_size(path_), '\0');
  std::ifstream(path_, std::ios::binary).read(bytes.data(), static_cast<int>(bytes.size()));
  const auto query = unit(rng_);
  int opened = 0;
  for (int n = 0; n < 400; ++n) {
    std::string damaged = bytes;
    for (int k = 0; k < 20; ++k)  // headers more often than their share
      damaged[rng_.below(k % 2 ? 256 : bytes.size())] = static_cast<char>(rng_.below(256));
    if (n % 2) std::copy_n(bytes.begin(), 128 + 64 * (n % 4 == 1), damaged.begin());
    try {
      const SearchIndex index = SearchIndex::open(folder_.write("damaged", damaged));
      opened += index.size() > 0;
      for (const auto& hit : search(index, query, {})) index.entry(hit.row);
    } catch (const Error&) {
    }
  }
  EXPECT_GT(opened, 50);
}

TEST(SearchRange, ReadsWhatPeopleWrite) {
  const auto expect = [](const char* text, int low, int high) {
    const Range r = Range::parse(text, "--sites");
    EXPECT_EQ(std::pair(r.low, r.high), std::pair(low, high)) << text;
  };
  constexpr int kMost = std::numeric_limits<int>::max();
  expect("7", 7, 7);
  expect("2-50", 2, 50);
  expect("2000-", 2000, kMost);
  expect("-50", 0, 50);
  for (const char* bad : {"", "-", "5-2", "a", "1-2-3", "99999999999"})
    expect_error([&] { Range::parse(bad, "--sites"); }, "--sites: '" + std::string(bad));
}

TEST(SearchQuery, AddsWhatIsWantedAndTakesOutWhatIsNot) {
  const std::vector<float> x = {1, 0, 0}, y = {0, 1, 0}, xy = {0.6F, 0.8F, 0};
  const auto expect = [](const std::vector<float>& got, const std::vector<double>& wanted) {
    for (std::size_t i = 0; i < 3; ++i) EXPECT_NEAR(got[i], wanted[i], 1e-6);
  };
  expect(combine_queries({x}, {}), {1, 0, 0});
  expect(combine_queries({x, y}, {}), {std::sqrt(0.5), std::sqrt(0.5), 0});
  expect(combine_queries({xy}, {y}), {1, 0, 0});
  expect(combine_queries({{0.48F, 0.6F, 0.64F}}, {xy, y, y}), {0, 0, 1});
  expect_error([&] { combine_queries({x}, {xy, y}); }, "nothing is left");
}

}  // namespace
