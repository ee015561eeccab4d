// SPDX-License-Identifier: MIT
// Cost of prompts: one at a time as `fix clasp/score` sets them up, and many as training encodes
// captions.
#include <benchmark/benchmark.h>

#include <cstdlib>

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

void BM_Captions(benchmark::State& state) {
  const PromptEncoder encoder(packed_model());
  std::vector<std::string> captions;
  captions.reserve(200);
  for (int n = 0; n < 200; ++n)
    captions.push_back("Crystal structure and magnetic properties of compound number " +
                       std::to_string(n) + (n % 2 ? " at low temperature" : ""));
  for (auto _ : state) benchmark::DoNotOptimize(encoder.embed(captions));
  state.SetItemsProcessed(state.iterations() * 200);
}

BENCHMARK(BM_LoadTextEncoder)->Unit(benchmark::kMillisecond);
BENCHMARK(BM_Prompt)->Unit(benchmark::kMillisecond);
BENCHMARK(BM_Captions)->Unit(benchmark::kMillisecond);

}  // namespace
