// SPDX-License-Identifier: MIT
// Cost of texts: a prompt as `fix clasp/score` sets it up, and the first 10,000 lines of
// CLASP_CAPTIONS as training encodes captions; beside it the largest rate of matrix products on the
// same core.
#include <benchmark/benchmark.h>
#include <cblas.h>

#include <algorithm>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <limits>

#include "text/text.h"

namespace {

using namespace clasp;

const ModelFile& packed_model() {
  const char* path = std::getenv("CLASP_PACKED_MODEL");
  static const ModelFile file = ModelFile::open(path ? path : "build/model.safetensors");
  return file;
}

void BM_LoadTextEncoder(benchmark::State& state) {
  packed_model();
  for (auto _ : state) benchmark::DoNotOptimize(TextEncoder::from_model(packed_model()));
}

void BM_Prompt(benchmark::State& state) {
  const PromptEncoder encoder(packed_model());
  for (auto _ : state) benchmark::DoNotOptimize(encoder.embed({"narrow-bandgap semiconductor"}));
}

std::vector<std::string> captions() {
  constexpr std::size_t kMost = 10000;
  const char* path = std::getenv("CLASP_CAPTIONS");
  std::ifstream in(path ? path : "");
  std::vector<std::string> lines;
  for (std::string line; lines.size() < kMost && std::getline(in, line);) lines.push_back(line);
  return lines;
}

/// Floating-point operations of the matrix products of a text: the linear layers, and twice
/// (scores, context) every token with every other.
double products(const BertSettings& s, double tokens) {
  const double linear =
      4.0 * s.hidden_size * s.hidden_size + 2.0 * s.hidden_size * s.intermediate_size;
  return 2.0 * s.num_hidden_layers * tokens * (linear + 2.0 * tokens * s.hidden_size);
}

/// Operations a second of OpenBLAS' product of square matrices, the best of several.
double peak() {
  constexpr int kSide = 2048;
  const std::vector<float> a(kSide * kSide, 0.5F), b(kSide * kSide, 0.25F);
  std::vector<float> c(kSide * kSide);
  double best = std::numeric_limits<double>::infinity();
  for (int repeat = 0; repeat < 10; ++repeat) {
    const std::clock_t start = std::clock();
    cblas_sgemm(CblasRowMajor, CblasNoTrans, CblasNoTrans, kSide, kSide, kSide, 1.0F, a.data(),
                kSide, b.data(), kSide, 0.0F, c.data(), kSide);
    best = std::min(best, static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC);
  }
  return 2.0 * kSide * kSide * kSide / best;
}

void BM_Captions(benchmark::State& state) {
  const auto texts = captions();
  if (texts.empty())
    return state.SkipWithError("CLASP_CAPTIONS names no file with a caption a line");
  const auto encoder = TextEncoder::from_model(packed_model());
  double tokens = 0.0, operations = 0.0;
  for (const std::string& text : texts) {
    const auto length = static_cast<double>(encoder.tokenize(text).size());
    tokens += length;
    operations += products(encoder.settings(), length);
  }
  const double before = peak(), start = static_cast<double>(std::clock()) / CLOCKS_PER_SEC;
  for (auto _ : state) benchmark::DoNotOptimize(encoder.encode(texts));
  const double taken = static_cast<double>(std::clock()) / CLOCKS_PER_SEC - start,
               limit = std::max(before, peak()) * 1e-9,
               rate = operations * static_cast<double>(state.iterations()) / taken * 1e-9;
  state.counters["captions"] = static_cast<double>(texts.size());
  state.counters["tokens/s"] = tokens * static_cast<double>(state.iterations()) / taken;
  state.counters["Gflop/s"] = rate;
  state.counters["peak"] = limit;
  state.counters["of peak"] = rate / limit;
}

BENCHMARK(BM_LoadTextEncoder)->Unit(benchmark::kMillisecond);
BENCHMARK(BM_Prompt)->Unit(benchmark::kMillisecond);
BENCHMARK(BM_Captions)->Unit(benchmark::kSecond)->Iterations(1);

}  // namespace
