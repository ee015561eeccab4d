// SPDX-License-Identifier: MIT
// Makes batches of graphs.
#include "train/batch.h"

#include <algorithm>

#include "train/geometry.h"
#include "train/parts.h"

namespace clasp {
namespace {

CrystalGraph graph_of(const CorpusView& corpus, const NeighbourStore& store, const Draw& draw,
                      const PretrainSettings& settings) {
  const auto& view = corpus.crystals[draw.crystal];
  const StoredCrystal crystal = store.crystal(draw.crystal);
  Rng rng(draw.seed);
  Distortion distortion = draw_distortion(crystal, store.unit(), view.textbook() || view.analogue(),
                                          view.phase != Phase::kCrystal, settings.augment, rng);
  if (is_named(settings.augment.exact, view)) distortion = without_lost_symmetry(distortion);
  return distorted_graph(crystal, distortion, store.unit(), settings.graph, rng);
}

void place(const CrystalGraph& graph, const NeighbourStore& store, std::int64_t first,
           GraphBatch& batch) {
  for (int i = 0; i < graph.atoms; ++i)
    std::copy_n(store.kinds()[graph.kind[i]].data(), 92, batch.features.data() + (first + i) * 92);
  const std::int64_t at = first * batch.places;
  for (std::size_t e = 0; e < graph.neighbour.size(); ++e)
    batch.neighbour[at + e] =
        graph.neighbour[e] < 0 ? -1 : static_cast<std::int32_t>(graph.neighbour[e] + first);
  std::copy(graph.bin.begin(), graph.bin.end(), batch.bin.begin() + at);
}

/// Boundaries of `parts` runs of whole crystals with about equal numbers of atoms.
std::vector<std::int64_t> split(const std::vector<std::int64_t>& crystal, int parts) {
  std::vector<std::int64_t> part = {0};
  for (int p = 1; p < parts; ++p) {
    const std::int64_t goal = crystal.back() * p / parts;
    part.push_back(*std::lower_bound(crystal.begin(), crystal.end(), goal));
  }
  part.push_back(crystal.back());
  return part;
}

}  // namespace

GraphBatch make_graphs(const CorpusView& corpus, const NeighbourStore& store,
                       const DrawBatch& draws, const PretrainSettings& settings) {
  const auto n = static_cast<int>(draws.size());
  std::vector<CrystalGraph> graphs(n);
  const auto share = [&](int part) {
    return std::pair{n * part / settings.threads, n * (part + 1) / settings.threads};
  };
  for_each_part(settings.threads, [&](int part) {
    const auto [begin, end] = share(part);
    for (int i = begin; i < end; ++i) graphs[i] = graph_of(corpus, store, draws[i], settings);
  });
  GraphBatch batch;
  batch.places = settings.graph.max_neighbours;
  batch.crystal = {0};
  for (const auto& graph : graphs) batch.crystal.push_back(batch.crystal.back() + graph.atoms);
  batch.atoms = static_cast<int>(batch.crystal.back());
  batch.features.resize(static_cast<std::size_t>(batch.atoms) * 92);
  batch.neighbour.resize(static_cast<std::size_t>(batch.atoms) * batch.places);
  batch.bin.resize(batch.neighbour.size());
  for_each_part(settings.threads, [&](int part) {
    const auto [begin, end] = share(part);
    for (int i = begin; i < end; ++i) place(graphs[i], store, batch.crystal[i], batch);
  });
  batch.part = split(batch.crystal, settings.threads);
  return batch;
}

}  // namespace clasp
