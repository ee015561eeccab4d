// SPDX-License-Identifier: MIT
// What crystals look like in training: stored neighbours and distortions.
#include <algorithm>
#include <cmath>
#include <set>

#include "encoder/snapshot_encoder.h"
#include "small_corpus_test.h"
#include "train/batch.h"
#include "train/distance_grid.h"
#include "train/geometry.h"
#include "train/sampler.h"
#include "train/validation.h"

namespace {

using namespace clasp;
using test::SmallCorpus;

std::vector<double> sorted_bins(const CrystalGraph& graph, int row, int places) {
  std::vector<double> bins;
  for (int m = 0; m < places; ++m)
    if (graph.neighbour[row * places + m] >= 0) bins.push_back(graph.bin[row * places + m]);
  std::sort(bins.begin(), bins.end());
  return bins;
}

TEST_F(SmallCorpus, StoreKeepsNeighboursToTheGridsPrecision) {
  const NeighbourStore store(*db_, 8.0, folder_.file("cache.neighbours"), {});
  ASSERT_EQ(store.size(), static_cast<int>(corpus_.crystals.size()));
  Rng rng(1);
  const int index = find("salt/sodium chlorine");
  const auto graph = distorted_graph(store.crystal(index), {}, store.unit(), GraphSettings(), rng);
  const auto list = nearest_neighbours(test::rock_salt(11, 17, 4 + 0.02 * 17), 12, 8.0);
  for (int i = 0; i < graph.atoms; ++i) {
    const auto bins = sorted_bins(graph, i, 12);
    ASSERT_EQ(bins.size(), 12u);
    for (int m = 0; m < 12; ++m)
      EXPECT_NEAR(bins[m] * kDistanceStep, norm(list.vector[i * 12 + m]), 0.0056);
  }
}

TEST_F(SmallCorpus, SupercellWithoutDisplacementHasTheCellsDistances) {
  const NeighbourStore store(*db_, 8.0, folder_.file("cache.neighbours"), {});
  const auto crystal = store.crystal(find("textbook/copper"));
  Rng rng(1);
  Distortion d;
  d.repeat = repetitions(crystal, 48);
  EXPECT_EQ(crystal.atoms * d.repeat[0] * d.repeat[1] * d.repeat[2], 48);
  const auto cell = distorted_graph(crystal, {}, store.unit(), GraphSettings(), rng);
  const auto big = distorted_graph(crystal, d, store.unit(), GraphSettings(), rng);
  std::set<int> met;
  for (int i = 0; i < big.atoms; ++i) {
    EXPECT_EQ(sorted_bins(big, i, 12), sorted_bins(cell, 0, 12));
    for (int m = 0; m < 12; ++m) {
      EXPECT_NE(big.neighbour[i * 12 + m], i);
      met.insert(big.neighbour[i * 12 + m]);
    }
  }
  EXPECT_EQ(met.size(), 48u);
}

TEST_F(SmallCorpus, TextbookCrystalsAreDisplacedByAShareOfTheirShortestDistance) {
  const NeighbourStore store(*db_, 8.0, folder_.file("cache.neighbours"), {});
  const auto copper = store.crystal(find("textbook/copper"));
  Rng rng(1);
  const auto graph = distorted_graph(copper, {}, store.unit(), GraphSettings(), rng);
  const double nearest = sorted_bins(graph, 0, 12).front() * kDistanceStep;
  AugmentSettings settings;
  settings.share = 1.0;
  const auto largest = [&](bool textbook, bool packing) {
    double most = 0.0;
    for (int i = 0; i < 1000; ++i)
      most = std::max(
          most,
          draw_distortion(copper, store.unit(), textbook, packing, settings, rng).displacement);
    return most;
  };
  EXPECT_NEAR(largest(true, false), settings.textbook_displacement, 0.005);
  settings.lindemann = 0.05;
  EXPECT_NEAR(largest(true, false), 0.05 * nearest, 0.002);
  EXPECT_NEAR(largest(true, true), settings.textbook_displacement, 0.005);
  EXPECT_NEAR(largest(false, false), settings.displacement, 0.005);
}

/// The displaced graph is that of the displaced structure, neighbour by neighbour.
TEST_F(SmallCorpus, DisplacementsActOnBothEndsOfAnEdge) {
  const NeighbourStore store(*db_, 8.0, folder_.file("cache.neighbours"), {});
  const int index = find("salt/sodium chlorine");
  Distortion d;
  d.repeat = {3, 3, 3};  // wide enough for an edge to name one image only
  d.displacement = 0.1;
  d.deformation = {{{1.02, 0.01, 0}, {0.01, 0.99, 0}, {0, 0, 1.01}}};
  Rng rng(7);
  const auto graph = distorted_graph(store.crystal(index), d, store.unit(), GraphSettings(), rng);
  Structure s = test::rock_salt(11, 17, 4 + 0.02 * 17);
  std::vector<Vec3> position;
  for (int a = 0; a < 3; ++a)
    for (int b = 0; b < 3; ++b)
      for (int c = 0; c < 3; ++c)
        for (int i = 0; i < 8; ++i)
          position.push_back((s.cartesian(i) + Vec3{double(a), double(b), double(c)} * s.lattice) *
                             d.deformation);
  Rng again(7);
  for (auto& p : position)
    p = p + Vec3{0.1 * again.normal(), 0.1 * again.normal(), 0.1 * again.normal()};
  s = supercell(s, 3, 3, 3);
  s.lattice = s.lattice * d.deformation;
  Structure moved = s;
  moved.sites.assign(position.size(), {});
  for (std::size_t i = 0; i < position.size(); ++i) {
    moved.sites[i].frac = position[i] * inverse(s.lattice);
    moved.sites[i].occupants = {{11, 1.0}};
  }
  const auto list = nearest_neighbours(moved, 12, 8.0);
  for (int i = 0; i < graph.atoms; ++i) {
    std::set<int> expected(list.index.begin() + 12 * i, list.index.begin() + 12 * (i + 1));
    std::set<int> found(graph.neighbour.begin() + 12 * i, graph.neighbour.begin() + 12 * (i + 1));
    EXPECT_EQ(found, expected) << i;
  }
}

TEST_F(SmallCorpus, NamedSetsKeepTheirSymmetry) {
  const NeighbourStore store(*db_, 8.0, folder_.file("cache.neighbours"), {});
  settings_.augment.share = 1.0;
  settings_.augment.strain = settings_.augment.stretch = 0.0;
  const DrawBatch draws = {{find("sc/22"), 0, false, 1}, {find("sc/22"), 0, false, 2}};
  const auto bins = [&] {
    const auto batch = make_graphs(corpus_, store, draws, settings_);
    const auto half = batch.bin.begin() + static_cast<std::ptrdiff_t>(batch.bin.size() / 2);
    return std::pair(std::vector<std::int16_t>(batch.bin.begin(), half),
                     std::vector<std::int16_t>(half, batch.bin.end()));
  };
  const auto moved = bins();
  EXPECT_NE(moved.first, moved.second);
  settings_.augment.exact = {"superconductors_3dsc"};
  const auto exact = bins();
  EXPECT_EQ(exact.first, exact.second);
  const auto distances = [&] {
    const auto batch = make_graphs(corpus_, store, {draws[0]}, settings_);
    return std::set<std::int16_t>(batch.bin.begin(), batch.bin.end()).size();
  };
  settings_.augment.strain = 0.03;
  const auto scaled = distances();
  settings_.augment.exact = {};
  const auto sheared = distances();
  settings_.augment.share = 0.0;
  EXPECT_EQ(scaled, distances());
  EXPECT_GT(sheared, scaled);
}

TEST_F(SmallCorpus, BatchesDoNotDependOnThreads) {
  const NeighbourStore store(*db_, 8.0, folder_.file("cache.neighbours"), {});
  const Sampler sampler(corpus_, all_usable(), settings_);
  const auto draws = sampler.epoch(0).front();
  const auto one = make_graphs(corpus_, store, draws, settings_);
  settings_.threads = 2;
  const auto two = make_graphs(corpus_, store, draws, settings_);
  EXPECT_EQ(one.neighbour, two.neighbour);
  EXPECT_EQ(one.bin, two.bin);
  EXPECT_EQ(one.features, two.features);
  EXPECT_EQ(two.part.size(), 3u);
  EXPECT_NE(std::find(two.crystal.begin(), two.crystal.end(), two.part[1]), two.crystal.end());
}

TEST(WarmCopy, DisplacesEveryAtomOfASupercell) {
  const Structure s = test::fcc(29, 3.6);
  const Structure warm = warm_copy(s, 0.1, 3), ideal = supercell(s, 3, 2, 2);
  ASSERT_EQ(warm.sites.size(), 48u);
  double squares = 0;
  for (int i = 0; i < 48; ++i) {
    const Vec3 d = warm.cartesian(i) - ideal.cartesian(i);
    EXPECT_GT(norm(d), 0.0);
    squares += dot(d, d);
  }
  EXPECT_NEAR(std::sqrt(squares / (3 * 48)), 0.1, 0.02);
}

}  // namespace
