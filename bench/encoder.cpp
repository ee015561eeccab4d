// SPDX-License-Identifier: MIT
// Cost of a snapshot in microseconds per atom: neighbour search, forward pass, and both, by size
// and kind of snapshot. Run through bench/run.sh, which names the model.
#include <benchmark/benchmark.h>

#include <cstdlib>

#include "core/periodic.h"
#include "encoder/snapshot_encoder.h"
#include "snapshots.h"

namespace {

using namespace clasp;

const ModelFile& model() {
  const char* path = std::getenv("CLASP_MODEL");
  static const ModelFile file =
      ModelFile::open(path ? path : "potentials/clasp-minilm.safetensors");
  return file;
}

constexpr int kLiquid = -1;

/// By the arguments of a benchmark: atoms, and a displacement in 0.01 Angstrom per axis or kLiquid.
Structure structure(benchmark::State& state) {
  const int atoms = static_cast<int>(state.range(0)), sigma = static_cast<int>(state.range(1));
  if (sigma == 0) state.SetLabel("ideal");
  if (sigma == kLiquid) state.SetLabel("liquid");
  return sigma == kLiquid ? liquid(atoms) : silicon(atoms, 0.01 * sigma);
}

/// Printed as a time: "time/atom=8.1us".
void per_atom(benchmark::State& state, double atoms) {
  state.counters["time/atom"] = benchmark::Counter(
      atoms, benchmark::Counter::kIsIterationInvariantRate | benchmark::Counter::kInvert);
}

/// The periodic crystal as points and images, as a LAMMPS rank without neighbours would hold it.
struct Snapshot {
  PointCloud cloud;
  std::vector<int> kind;
  explicit Snapshot(const Structure& s)
      : cloud(points_within(s, 6.0)), kind(cloud.owner.size(), 0) {}
  double search(SnapshotEncoder& e) const {
    return e.set_points(cloud.n_local, static_cast<int>(kind.size()), cloud.position.data()->data(),
                        kind.data(), cloud.owner.data());
  }
};

std::vector<float> forward(SnapshotEncoder& e) {
  if (e.has_ties())
    for (int r = 0; r < e.tie_rounds(); ++r) e.refine_ties();
  e.resolve_ties();
  e.begin();
  for (int l = 0; l < e.layers(); ++l) e.convolve(l);
  std::vector<double> mean(e.width());
  const long n = e.pool(nullptr, mean.data());
  for (double& v : mean) v /= static_cast<double>(n);
  return e.head(mean.data());
}

void BM_Graph(benchmark::State& state) {
  const Snapshot snapshot(structure(state));
  SnapshotEncoder encoder(model(), {element_row("Si", model())});
  for (auto _ : state) benchmark::DoNotOptimize(snapshot.search(encoder));
  per_atom(state, snapshot.cloud.n_local);
}

void BM_Forward(benchmark::State& state) {
  const Snapshot snapshot(structure(state));
  SnapshotEncoder encoder(model(), {element_row("Si", model())});
  snapshot.search(encoder);
  for (auto _ : state) benchmark::DoNotOptimize(forward(encoder));
  per_atom(state, snapshot.cloud.n_local);
}

/// Three prompts, which stand where reference crystals are.
PromptTable prompts() {
  PromptTable table;
  table.size = model().embedding_size();
  const auto references = model().tensors().floats("reference.embeddings", {-1, table.size});
  table.embeddings.assign(references.begin(), references.begin() + 3 * table.size);
  for (int p = 0; p < 3; ++p)
    for (int r = 0; r < 4000; ++r) table.references.push_back(r / 2000.0F - 1.0F);
  return table;
}

/// What compute clasp/atom adds to a forward pass: spheres of 6 Angstrom, the head for every atom.
void BM_Surroundings(benchmark::State& state) {
  const Snapshot snapshot(structure(state));
  const int n = snapshot.cloud.n_local;
  SnapshotEncoder encoder(model(), {element_row("Si", model())});
  snapshot.search(encoder);
  forward(encoder);
  encoder.set_prompts(prompts());
  const std::vector<int> all(n, 1);
  std::vector<double> result(4 * static_cast<std::size_t>(n));
  for (auto _ : state) {
    encoder.match_surroundings(all.data(), 6.0, 95.0, result.data());
    benchmark::DoNotOptimize(result.data());
  }
  per_atom(state, n);
}

/// What fix clasp/score adds with contributions of atoms.
void BM_Attribution(benchmark::State& state) {
  const Snapshot snapshot(structure(state));
  const int n = snapshot.cloud.n_local;
  SnapshotEncoder encoder(model(), {element_row("Si", model())});
  snapshot.search(encoder);
  forward(encoder);
  const PromptTable table = prompts();
  const std::vector<int> all(n, 1);
  std::vector<double> mean(encoder.width()), result(3 * static_cast<std::size_t>(n));
  const long count = encoder.pool(all.data(), mean.data());
  for (double& v : mean) v /= static_cast<double>(count);
  for (auto _ : state) {
    encoder.attribute(table, mean.data(), count, all.data(), result.data());
    benchmark::DoNotOptimize(result.data());
  }
  per_atom(state, n);
}

/// From a structure to its embedding: images, neighbours, ties, convolutions, head.
void BM_Embed(benchmark::State& state) {
  const Structure s = structure(state);
  CrystalEncoder encoder(model());
  for (auto _ : state) benchmark::DoNotOptimize(encoder.embed(s, "silicon"));
  per_atom(state, static_cast<double>(s.sites.size()));
}

// Second argument: displacement in 0.01 Angstrom; 0 is the ideal crystal, whose equal distances
// cost extra; kLiquid.
#define CLASP_SIZES                                       \
  ArgNames({"atoms", "sigma"})                            \
      ->ArgsProduct({{80, 1000, 10000, 100000}, {0, 10}}) \
      ->Args({10000, kLiquid})                            \
      ->Unit(benchmark::kMillisecond)
BENCHMARK(BM_Graph)->CLASP_SIZES;
BENCHMARK(BM_Forward)->CLASP_SIZES;
BENCHMARK(BM_Surroundings)->CLASP_SIZES;
BENCHMARK(BM_Attribution)->CLASP_SIZES;
BENCHMARK(BM_Embed)->CLASP_SIZES;
BENCHMARK(BM_Embed)
    ->Name("BM_Growth")
    ->ArgNames({"atoms", "sigma"})
    ->ArgsProduct({{64, 216, 1000, 10648, 97336, 1000000}, {0, 10}})
    ->MinWarmUpTime(0.1)
    ->Unit(benchmark::kMillisecond);

}  // namespace
