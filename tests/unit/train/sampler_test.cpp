// SPDX-License-Identifier: MIT
// What training draws: captions, melts beside crystals, false negatives.
#include <algorithm>
#include <map>
#include <set>

#include "core/error.h"
#include "small_corpus_test.h"
#include "train/sampler.h"

namespace {

using namespace clasp;
using test::SmallCorpus;

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

}  // namespace
