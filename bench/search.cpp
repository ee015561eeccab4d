// SPDX-License-Identifier: MIT
// Cost of a search: the 100 nearest of 400,000 random embeddings of 768 values (CLASP_SEARCH_ROWS),
// exactly, on one core; "recall" compares with comparing every embedding.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>

#include "core/rng.h"
#include "retrieval/search.h"

namespace {

using namespace clasp;

constexpr int kWidth = 768;
constexpr std::size_t kBest = 100;

std::vector<float> random_unit(Rng& rng) {
  std::vector<float> x(kWidth);
  for (float& v : x) v = static_cast<float>(rng.normal());
  normalise(x);
  return x;
}

/// An index file that goes with the program.
class RandomIndex {
 public:
  RandomIndex() {
    const char* rows = std::getenv("CLASP_SEARCH_ROWS");
    SearchIndexWriter writer(path_, {"random", "random", "0", kWidth});
    Rng rng(1);
    IndexEntry entry;
    for (int i = 0; i < (rows ? std::atoi(rows) : 400000); ++i) {
      entry.source = std::to_string(i);
      entry.elements = {1 + i % 90, 1 + i % 7};
      writer.add(entry, random_unit(rng));
    }
    writer.flush();
  }
  ~RandomIndex() { std::filesystem::remove(path_); }
  static const SearchIndex& open() {
    static const RandomIndex file;
    static const SearchIndex index = SearchIndex::open(file.path_);
    return index;
  }

 private:
  std::string path_ =
      (std::filesystem::temp_directory_path() / "clasp-bench-search.index").string();
};

std::vector<std::size_t> rows_of(const std::vector<SearchHit>& hits) {
  std::vector<std::size_t> rows;
  for (const SearchHit& hit : hits) rows.push_back(hit.row);
  return rows;
}

std::vector<std::size_t> compare_all(const SearchIndex& index, const std::vector<float>& query) {
  std::vector<std::pair<double, std::size_t>> all;
  for (const auto& segment : index.segments())
    for (std::size_t i = 0; i < segment.rows; ++i)
      all.emplace_back(-dot_floats(segment.embeddings + i * kWidth, query.data(), kWidth),
                       segment.first + i);
  std::partial_sort(all.begin(), all.begin() + kBest, all.end());
  std::vector<std::size_t> rows;
  for (std::size_t i = 0; i < kBest; ++i) rows.push_back(all[i].second);
  return rows;
}

void BM_Search(benchmark::State& state) {
  const SearchIndex& index = RandomIndex::open();
  Rng rng(2);
  SearchOptions options;
  options.k = kBest;
  if (state.range(0) != 0) options.filter.with = {8};
  for (auto _ : state) {
    state.PauseTiming();
    const auto query = random_unit(rng);
    state.ResumeTiming();
    benchmark::DoNotOptimize(search(index, query, options));
  }
  if (state.range(0) != 0) return;
  const auto query = random_unit(rng);
  state.counters["recall"] =
      rows_of(search(index, query, options)) == compare_all(index, query) ? 1.0 : 0.0;
}

void BM_CompareAll(benchmark::State& state) {
  const SearchIndex& index = RandomIndex::open();
  Rng rng(2);
  const auto query = random_unit(rng);
  for (auto _ : state) benchmark::DoNotOptimize(compare_all(index, query));
}

BENCHMARK(BM_Search)->ArgName("filtered")->Arg(0)->Arg(1)->Unit(benchmark::kMillisecond);
BENCHMARK(BM_CompareAll)->Unit(benchmark::kMillisecond);

}  // namespace
