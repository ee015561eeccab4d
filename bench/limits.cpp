// SPDX-License-Identifier: MIT
// What bounds the encoder: the arithmetic of an atom's 3,840 gates, the loops over edges and the
// products of features, each by itself and with its data in the cache.
#include <benchmark/benchmark.h>

#include <vector>

#include "core/rng.h"
#include "encoder/loops.h"
#include "limits_gates.h"

namespace {

using namespace clasp;

constexpr int kWidth = 64, kNeighbours = 12, kLayers = 5, kAtoms = 512, kRows = 400;

std::vector<float> random(std::size_t n) {
  Rng rng(5);
  std::vector<float> values(n);
  for (float& v : values) v = static_cast<float>(rng.normal());
  return values;
}

void per_atom(benchmark::State& state, int atoms) {
  state.counters["time/atom"] = benchmark::Counter(
      atoms, benchmark::Counter::kIsIterationInvariantRate | benchmark::Counter::kInvert);
  state.SetLabel(host_loops().instructions);
}

#ifdef __x86_64__
void BM_Gates(benchmark::State& state) {
  if (!__builtin_cpu_supports("avx512dq")) return state.SkipWithError("no AVX-512 here");
  const auto z = random(2 * kWidth * kNeighbours);
  for (auto _ : state)
    for (int layer = 0; layer < kLayers; ++layer)
      benchmark::DoNotOptimize(sum_of_gates(z.data(), static_cast<int>(z.size())));
  per_atom(state, 1);
}
BENCHMARK(BM_Gates);
#endif

/// Neighbours up to 64 atoms away, distances between 2.2 and 5 Angstrom.
void BM_EdgeLoops(benchmark::State& state) {
  Rng rng(1);
  std::vector<int> neighbour, row;
  for (int e = 0; e < kAtoms * kNeighbours; ++e) {
    neighbour.push_back(static_cast<int>(e / kNeighbours + rng.below(64)) % kAtoms);
    row.push_back(static_cast<int>(rng.below(280)));
  }
  const auto basis = random(kAtoms * kNeighbours * 4), p = random(kAtoms * 2 * kWidth),
             q = random(kAtoms * 2 * kWidth), table = random(kRows * 4 * kWidth),
             scale = random(kWidth);
  auto x = random(kAtoms * kWidth);
  const ConvolutionLoop loop = {
      neighbour.data(), row.data(),   basis.data(), nullptr,      p.data(),    q.data(), x.data(),
      x.data(),         table.data(), scale.data(), scale.data(), kNeighbours, kWidth};
  for (auto _ : state)
    for (int layer = 0; layer < kLayers; ++layer) host_loops().convolve(loop, 0, kAtoms);
  per_atom(state, kAtoms);
}
BENCHMARK(BM_EdgeLoops);

/// P and Q of the layers after the first.
void BM_Products(benchmark::State& state) {
  const auto x = random(kAtoms * kWidth), weights = random(2 * kWidth * kWidth);
  std::vector<float> out(kAtoms * 2 * kWidth);
  const ProductLoop loop = {x.data(), weights.data(), out.data(), nullptr, kAtoms, kWidth};
  for (auto _ : state)
    for (int product = 0; product < 2 * (kLayers - 1); ++product)
      for (int group = 0; group < kAtoms / kAtomsTogether; ++group)
        host_loops().multiply(loop, group);
  per_atom(state, kAtoms);
}
BENCHMARK(BM_Products);

}  // namespace
