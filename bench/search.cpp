// SPDX-License-Identifier: MIT
// Cost of a search: the 100 nearest of 400,000 random embeddings of 768 values (CLASP_SEARCH_ROWS),
// exactly, on one core; "recall" compares with comparing every embedding. With
// CLASP_APPROXIMATE_ROWS=1000000 also by FAISS and exactly among as many embeddings in clusters of
// a hundred, "recall" and "worst" over 20 queries. CLASP_BENCH_INDEX names the index of clusters,
// which then stays: made by one run (that of FAISS takes minutes), measured by the next.
#include <benchmark/benchmark.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>

#include "cli/approximate/approximate.h"
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

int rows_from(const char* variable, int otherwise) {
  const char* rows = std::getenv(variable);
  return rows ? std::atoi(rows) : otherwise;
}

std::uint64_t approximate_rows() {
  return static_cast<std::uint64_t>(rows_from("CLASP_APPROXIMATE_ROWS", 0));
}

/// Around one of so many centres that each has about kBest rows, as far from it as centres are from
/// zero.
std::vector<float> clustered_unit(Rng& rng) {
  Rng centre(rng.below(1 + approximate_rows() / kBest));
  std::vector<float> x = random_unit(centre);
  const std::vector<float> noise = random_unit(rng);
  for (std::size_t i = 0; i < x.size(); ++i) x[i] += noise[i];
  normalise(x);
  return x;
}

void make_index(const std::string& path, int rows, std::vector<float> (*draw)(Rng&)) {
  SearchIndexWriter writer(path, {"random", "random", "0", kWidth});
  Rng rng(1);
  IndexEntry entry;
  for (int i = 0; i < rows; ++i) {
    entry.source = std::to_string(i);
    entry.elements = {1 + i % 90, 1 + i % 7};
    writer.add(entry, draw(rng));
  }
  writer.flush();
}

/// An index file that goes with the program, unless it has a name of its own.
class RandomIndex {
 public:
  RandomIndex(int rows, std::vector<float> (*draw)(Rng&), const char* name = nullptr)
      : stays_(name != nullptr), path_(stays_ ? name : temporary_path()) {
    if (!std::filesystem::exists(path_)) make_index(path_, rows, draw);
  }
  ~RandomIndex() {
    if (stays_) return;
    std::filesystem::remove(path_);
    std::filesystem::remove(approximate_path(path_));
  }
  const std::string& path() const { return path_; }

 private:
  static std::string temporary_path() {
    const auto name = "clasp-bench-" + std::to_string(getpid()) + ".index";
    return (std::filesystem::temp_directory_path() / name).string();
  }
  bool stays_;
  std::string path_;
};

const SearchIndex& random_index() {
  static const RandomIndex file(rows_from("CLASP_SEARCH_ROWS", 400000), random_unit);
  static const SearchIndex index = SearchIndex::open(file.path());
  return index;
}

std::vector<std::size_t> rows_of(const std::vector<SearchHit>& hits) {
  std::vector<std::size_t> rows;
  rows.reserve(hits.size());
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
  const SearchIndex& index = random_index();
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
  const SearchIndex& index = random_index();
  Rng rng(2);
  const auto query = random_unit(rng);
  for (auto _ : state) benchmark::DoNotOptimize(compare_all(index, query));
}

/// The index of clusters with its FAISS index up to date; null where that cannot be.
const SearchIndex* clustered_index() {
  const int rows = static_cast<int>(approximate_rows());
  if (rows == 0) return nullptr;
  static const RandomIndex file(rows, clustered_unit, std::getenv("CLASP_BENCH_INDEX"));
  static const SearchIndex index = SearchIndex::open(file.path());
  if (index.size() != approximate_rows()) return nullptr;
  update_approximate(index);
  return &index;
}

void BM_Approximate(benchmark::State& state) {
  const SearchIndex* index = clustered_index();
  if (index == nullptr) return state.SkipWithError("set CLASP_APPROXIMATE_ROWS, as it was");
  const auto approximate = ApproximateIndex::open(*index);
  if (!approximate) return state.SkipWithError("built without FAISS");
  const auto probes = static_cast<std::size_t>(state.range(0));
  Rng rng(2);
  SearchOptions options;
  options.k = kBest;
  std::vector<float> query = clustered_unit(rng);
  for (auto _ : state) benchmark::DoNotOptimize(approximate->search(query, options, probes));
  double all = 0, worst = 1;
  constexpr int kQueries = 20;
  for (int q = 0; q < kQueries; ++q) {
    query = clustered_unit(rng);
    const auto exact = rows_of(search(*index, query, options));
    double found = 0;
    for (const std::size_t row : rows_of(approximate->search(query, options, probes)))
      found += std::count(exact.begin(), exact.end(), row) / double(kBest);
    all += found / kQueries;
    worst = std::min(worst, found);
  }
  state.counters["recall"] = all;
  state.counters["worst"] = worst;
}

void BM_ExactAmongClusters(benchmark::State& state) {
  const SearchIndex* index = clustered_index();
  if (index == nullptr) return state.SkipWithError("set CLASP_APPROXIMATE_ROWS, as it was");
  Rng rng(2);
  SearchOptions options;
  options.k = kBest;
  const std::vector<float> query = clustered_unit(rng);
  for (auto _ : state) benchmark::DoNotOptimize(search(*index, query, options));
}

BENCHMARK(BM_Search)->ArgName("filtered")->Arg(0)->Arg(1)->Unit(benchmark::kMillisecond);
BENCHMARK(BM_CompareAll)->Unit(benchmark::kMillisecond);
BENCHMARK(BM_Approximate)
    ->ArgName("probes")
    ->Arg(0)
    ->Arg(16)
    ->Arg(256)
    ->Iterations(50)
    ->Unit(benchmark::kMillisecond);
BENCHMARK(BM_ExactAmongClusters)->Iterations(20)->Unit(benchmark::kMillisecond);

}  // namespace
