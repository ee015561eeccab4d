// SPDX-License-Identifier: MIT
// What training sees: stored neighbours, distortions, draws and false negatives.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "core/error.h"
#include "encoder/snapshot_encoder.h"
#include "small_corpus.h"
#include "train/batch.h"
#include "train/distance_grid.h"
#include "train/geometry.h"
#include "train/sampler.h"
#include "train/validation.h"

namespace {

using namespace clasp;
using test::small_training;
using test::TemporaryFolder;

class SmallCorpus : public testing::Test {
 protected:
  SmallCorpus() {
    test::make_small_corpus(folder_.file("corpus.sqlite"));
    db_ = std::make_unique<Database>(folder_.file("corpus.sqlite"), Database::Mode::kRead);
    corpus_ = view_corpus(*db_);
    settings_ = small_training(folder_, "model.safetensors");
  }
  int find(const std::string& source) const {
    for (std::size_t i = 0; i < corpus_.crystals.size(); ++i)
      if (corpus_.crystals[i].source == source) return static_cast<int>(i);
    ADD_FAILURE() << "no " << source;
    return 0;
  }
  std::vector<bool> all_usable() const { return std::vector<bool>(corpus_.crystals.size(), true); }

  TemporaryFolder folder_;
  std::unique_ptr<Database> db_;
  CorpusView corpus_;
  PretrainSettings settings_;
};

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

TEST_F(SmallCorpus, EpochsAreFullDifferentAndRepeatable) {
  const Sampler sampler(corpus_, all_usable(), settings_);
  const auto first = sampler.epoch(0), again = sampler.epoch(0), second = sampler.epoch(1);
  ASSERT_FALSE(first.empty());
  bool differs = false;
  for (std::size_t b = 0; b < first.size(); ++b) {
    EXPECT_GE(first[b].size(), 15u);
    EXPECT_LE(first[b].size(), 16u);
    for (std::size_t i = 0; i < first[b].size(); ++i) {
      EXPECT_EQ(first[b][i].text, again[b][i].text);
      EXPECT_EQ(first[b][i].seed, again[b][i].seed);
      EXPECT_EQ(corpus_.crystals[first[b][i].crystal].split, "train");
      differs = differs || b >= second.size() || i >= second[b].size() ||
                first[b][i].crystal != second[b][i].crystal;
    }
  }
  EXPECT_TRUE(differs);
}

TEST_F(SmallCorpus, MeltsComeBesideTheirCrystal) {
  settings_.draws = {{"textbook", "", 2.0, 0}};
  const Sampler sampler(corpus_, all_usable(), settings_);
  int melts = 0;
  for (const auto& batch : sampler.epoch(3))
    for (std::size_t i = 0; i < batch.size(); ++i) {
      const auto& crystal = corpus_.crystals[batch[i].crystal];
      if (crystal.phase == Phase::kCrystal) continue;
      ++melts;
      ASSERT_GT(i, 0u);
      EXPECT_EQ(batch[i - 1].crystal, crystal.parent);
    }
  EXPECT_GT(melts, 0);
  settings_.captions.melts = 0;
  for (const auto& batch : Sampler(corpus_, all_usable(), settings_).epoch(3))
    for (const auto& draw : batch) EXPECT_EQ(corpus_.crystals[draw.crystal].phase, Phase::kCrystal);
}

/// Polymorphs in one batch must be told apart by more than their elements.
TEST_F(SmallCorpus, TextbookCrystalsOfTheSameElementsComeTogether) {
  corpus_.crystals[find("textbook/silver")].formula = "Au2";
  settings_.draws = {{"textbook", "", 2.0, 0}};
  settings_.batch = 4;
  const Sampler sampler(corpus_, all_usable(), settings_);
  int together = 0;
  for (int number = 0; number < 4; ++number)
    for (const auto& batch : sampler.epoch(number))
      for (const auto& draw : batch)
        if (draw.crystal == find("textbook/gold"))
          together += std::any_of(batch.begin(), batch.end(), [&](const Draw& other) {
            return other.crystal == find("textbook/silver");
          });
  EXPECT_EQ(together, 8);
}

/// Doped relatives, one a superconductor and one not, must be told apart by more than their parent.
TEST_F(SmallCorpus, LabelledRelativesComeTogether) {
  for (auto& crystal : corpus_.crystals)
    if (crystal.labels.count("tc_kelvin") && crystal.split == "train")
      crystal.labels["mp_id"] = crystal.label("tc_kelvin") == "0.0" ? "mp-1" : "mp-2";
  settings_.draws = {{"label", "", 0.0, 6}, {"title", "", 1.0, 0}};
  settings_.batch = 8;
  const auto split_families = [&] {
    const Sampler sampler(corpus_, all_usable(), settings_);
    int split = 0;
    for (int number = 0; number < 8; ++number) {
      std::map<std::string, std::set<std::size_t>> batches_of;
      const auto batches = sampler.epoch(number);
      for (std::size_t b = 0; b < batches.size(); ++b)
        for (const auto& draw : batches[b])
          if (const auto parent = corpus_.crystals[draw.crystal].label("mp_id"); !parent.empty())
            batches_of[parent].insert(b);
      for (const auto& [parent, in] : batches_of) split += in.size() > 1;
    }
    return split;
  };
  EXPECT_GT(split_families(), 0);
  settings_.captions.relatives = 8;
  EXPECT_EQ(split_families(), 0);
}

/// A label says nothing about crystals of which it is not known.
TEST_F(SmallCorpus, LabelsMayBeJudgedWithinTheirSet) {
  settings_.draws = {{"label", "", 0.0, 6}, {"title", "", 1.0, 0}};
  settings_.batch = 64;
  const auto negatives = [&](bool same_set) {
    const Sampler sampler(corpus_, all_usable(), settings_);
    const auto batch = sampler.epoch(0).front();
    int count = 0;
    for (const auto& draw : batch)
      for (const auto& other : batch) {
        const bool labelled = corpus_.crystals[draw.crystal].set >= 0;
        if (corpus_.crystals[other.crystal].set < 0 || labelled != same_set) continue;
        count += !is_false_negative(corpus_, draw, other);
      }
    return count;
  };
  EXPECT_GT(negatives(false), 0);
  const int within = negatives(true);
  EXPECT_GT(within, 0);
  settings_.captions.within = {"superconductors_3dsc"};
  EXPECT_EQ(negatives(false), 0);
  EXPECT_EQ(negatives(true), within);
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

TEST_F(SmallCorpus, AllTextbookCrystalsAreDrawnIfWanted) {
  settings_.draws = {{"textbook", "", 1.0, 0}};
  settings_.batch = 64;
  const auto held_out = [&](const Sampler& sampler) {
    int count = 0;
    for (const auto& batch : sampler.epoch(0))
      for (const auto& draw : batch) count += corpus_.crystals[draw.crystal].split != "train";
    return count;
  };
  EXPECT_EQ(held_out(Sampler(corpus_, all_usable(), settings_)), 0);
  settings_.all_textbook = true;
  EXPECT_EQ(held_out(Sampler(corpus_, all_usable(), settings_)), 2);  // a crystal and its melt
}

TEST_F(SmallCorpus, NothingToDrawIsAnError) {
  settings_.draws = {{"keywords", "", 1.0, 0}};
  EXPECT_THROW(Sampler(corpus_, all_usable(), settings_), Error);
  settings_.draws = {{"title", "", 0.001, 0}};
  EXPECT_THROW(Sampler(corpus_, all_usable(), settings_).epoch(0), Error);
}

TEST_F(SmallCorpus, FamiliesLargerThanABatchStandAlone) {
  for (auto& crystal : corpus_.crystals)
    if (crystal.textbook()) crystal.formula = "Au";
  settings_.draws = {{"textbook", "", 2.0, 0}};
  settings_.batch = 4;
  const auto batches = Sampler(corpus_, all_usable(), settings_).epoch(0);
  EXPECT_EQ(batches.size(), 2u);
  for (const auto& batch : batches) EXPECT_GT(batch.size(), 4u);
}

TEST_F(SmallCorpus, ItsHashKnowsCaptionsLabelsAndSplits) {
  const auto hash = hash_of(corpus_);
  EXPECT_EQ(hash_of(view_corpus(*db_)), hash);
  const Sampler sampler(corpus_, all_usable(), settings_);  // adds fragments
  EXPECT_EQ(hash_of(corpus_), hash);
  auto& crystal = corpus_.crystals.front();
  crystal.labels["set"] = "halides";
  EXPECT_NE(hash_of(corpus_), hash);
  crystal.labels.clear();
  crystal.split = "test";
  EXPECT_NE(hash_of(corpus_), hash);
  crystal.split = "train";
  EXPECT_EQ(hash_of(corpus_), hash);
  crystal.captions["title"] = {corpus_.texts.add("Another title")};
  EXPECT_NE(hash_of(corpus_), hash);
}

TEST_F(SmallCorpus, KnowsWhichPairsAreNoNegatives) {
  const auto text = [&](const std::string& t) { return corpus_.texts.add(t); };
  const int copper = find("textbook/copper"), melt = find("textbook/copper/liquid");
  const int other_melt = find("textbook/silver/liquid"), salt = find("salt/sodium chlorine");
  const DrawBatch batch = {{copper, text("fcc copper"), false, 1},
                           {melt, text("molten copper"), false, 2},
                           {other_melt, text("liquid"), false, 3},
                           {salt, text("chlorine crystal"), true, 4},
                           {copper, text("copper metal"), false, 5},
                           {find("textbook/gold"), text("fcc copper"), false, 6}};
  const auto all = false_negatives(corpus_, batch, 0, batch.size());
  const auto& excluded = all.of_crystals;
  const auto at = [&](int i, int j) { return excluded[i * batch.size() + j] != 0; };
  EXPECT_FALSE(at(0, 0));
  EXPECT_FALSE(at(0, 1));  // the crystal is not molten
  EXPECT_FALSE(at(1, 0));  // nor the melt a crystal
  EXPECT_TRUE(at(1, 2));   // but it is a liquid
  EXPECT_FALSE(at(0, 2));
  EXPECT_TRUE(at(0, 4));  // same crystal
  EXPECT_TRUE(at(5, 0));  // same caption
  EXPECT_FALSE(at(3, 0));
  const auto some = false_negatives(corpus_, batch, 1, 3, 2);
  const std::size_t n = batch.size();
  ASSERT_EQ(some.of_texts.size(), 2 * n);
  for (std::size_t i = 1; i < 3; ++i)
    for (std::size_t j = 0; j < n; ++j) {
      EXPECT_EQ(some.of_crystals[(i - 1) * n + j], excluded[i * n + j]);
      EXPECT_EQ(some.of_texts[(i - 1) * n + j], excluded[j * n + i]);
    }
}

TEST_F(SmallCorpus, FragmentsComeFromTheTitle) {
  const std::string title =
      "Synthesis, crystal structure and magnetic properties of sodium cobalt oxide";
  const auto fragments = title_fragments(title, 2);
  EXPECT_EQ(fragments, title_fragments(title, 2));
  EXPECT_GE(fragments.size(), 3u);
  for (const auto& f : fragments) {
    EXPECT_LT(f.size(), title.size());
    EXPECT_NE(title.find(f.substr(0, f.find(' '))), std::string::npos);
  }
}

/// Every text costs a pass of the text encoder, so a crystal keeps to few of its descriptions.
TEST_F(SmallCorpus, DescriptionsDrawnOfACrystalAreFew) {
  for (auto& crystal : corpus_.crystals)
    for (int k = 0; k < 9 && !crystal.captions_of("description").empty(); ++k)
      crystal.captions["description"].push_back(
          corpus_.texts.add(crystal.source + std::to_string(k)));
  settings_.draws = {{"description", "", 1.0, 0}};
  settings_.captions.descriptions = 2;
  const Sampler sampler(corpus_, all_usable(), settings_);
  std::map<int, std::set<int>> texts;
  for (int number = 0; number < 30; ++number)
    for (const auto& batch : sampler.epoch(number))
      for (const auto& draw : batch) texts[draw.crystal].insert(draw.text);
  ASSERT_GT(texts.size(), 8u);
  for (const auto& [crystal, drawn] : texts) {
    const auto& all = corpus_.crystals[crystal].captions_of("description");
    EXPECT_LE(drawn.size(), 2u);
    for (const int text : drawn) EXPECT_NE(std::find(all.begin(), all.end(), text), all.end());
  }
}

/// What a title says is true for its crystal, also where another title or a label says it.
TEST_F(SmallCorpus, TitlesOwnTheWordsTheyContain) {
  const int salt = find("salt/sodium chlorine"), metal = find("sc/22");
  const int whole = corpus_.texts.add("crystal structure"),
            upper = corpus_.texts.add("Properties,");
  const int other = corpus_.texts.add("structure properties sodium chlorine crystal");
  const int apart = corpus_.texts.add("crystal sodium");
  own_what_titles_say(corpus_);  // "Crystal structure and properties of sodium chlorine"
  EXPECT_TRUE(corpus_.crystals[salt].is_own(whole));
  EXPECT_TRUE(corpus_.crystals[salt].is_own(upper));
  EXPECT_FALSE(corpus_.crystals[salt].is_own(other));
  EXPECT_FALSE(corpus_.crystals[salt].is_own(apart));
  EXPECT_FALSE(corpus_.crystals[metal].is_own(whole));
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
