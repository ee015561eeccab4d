// SPDX-License-Identifier: MIT
// Analogues of textbook crystals: new compounds, plausible distances, systematic names.
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>

#include "core/elements.h"
#include "core/periodic.h"
#include "corpus/captions.h"
#include "corpus/chemistry.h"
#include "corpus/textbook/tables.h"
#include "unit/corpus/covalent_radii.h"

namespace clasp {
namespace {

constexpr int kEach = 3;

const std::vector<TextbookCrystal>& all_with_packings() {
  static const auto crystals = textbook_analogues(kEach, 1);
  return crystals;
}

const std::vector<TextbookEntry>& all() {
  static const auto entries = [] {
    std::vector<TextbookEntry> list;
    for (const auto& c : all_with_packings()) list.push_back(c.crystal);
    return list;
  }();
  return entries;
}

/// Smallest distance between atoms in units of the sum of their covalent radii.
double closest(const Structure& s) {
  const auto radius = [&](int site) {
    return kCovalentRadius.at(static_cast<std::size_t>(s.sites[site].occupants[0].z));
  };
  const PointCloud cloud = points_within(s, 5.0);
  double best = 10.0;
  for (int i = 0; i < cloud.n_local; ++i)
    for (int j = 0; j < static_cast<int>(cloud.position.size()); ++j)
      if (j != i)
        best = std::min(best, norm(cloud.position[j] - cloud.position[i]) /
                                  (radius(i) + radius(cloud.owner[j])));
  return best;
}

TEST(Analogues, AreMany) {
  EXPECT_GT(all().size(), 2 * substances().size());
  EXPECT_TRUE(textbook_analogues(0, 1).empty());
}

TEST(Analogues, AreNoCrystalsOfTheTableAndDiffer) {
  std::set<std::string> known;
  for (const auto& t : textbook_crystals(0, 1))
    known.insert(t.crystal.row.formula + " " + std::to_string(t.crystal.row.space_group));
  std::set<std::string> sources;
  int same = 0;
  for (const auto& a : all()) {
    EXPECT_TRUE(sources.insert(a.row.source).second) << a.row.source;
    EXPECT_EQ(a.row.source.rfind(kAnalogueSource, 0), 0U);
    same += known.count(a.row.formula + " " + std::to_string(a.row.space_group));
  }
  // only other structure types of the same group have the formula of a substance
  EXPECT_LT(same, static_cast<int>(all().size()) / 50);
}

TEST(Analogues, KeepAtomsApartAndTogether) {
  for (const auto& a : all()) {
    const double d = closest(a.row.structure);
    EXPECT_GT(d, 0.5) << a.row.source;
    EXPECT_LT(d, 1.75) << a.row.source;
  }
}

TEST(Analogues, AreCalledByTheirElements) {
  for (const auto& a : all()) {
    ASSERT_GE(a.captions.size(), 5U) << a.row.source;
    for (const auto& text : a.captions) EXPECT_FALSE(text.empty());
    const auto has_formula = [&](const std::string& text) {
      return text.find(a.row.formula) != std::string::npos;
    };
    EXPECT_TRUE(std::any_of(a.captions.begin(), a.captions.end(), has_formula)) << a.row.source;
  }
}

TEST(Analogues, WithoutMetalsAreOfAnyNonmetalsAndBringMoreMelts) {
  std::set<std::string> like_diamond;
  for (const auto& c : all_with_packings()) {
    const TextbookEntry& a = c.crystal;
    if (has_metal(composition(a.row.structure))) {
      EXPECT_LE(c.packings.size(), 1U) << a.row.source;
      continue;
    }
    EXPECT_EQ(a.set, "nonmetals");
    EXPECT_TRUE(c.packings.empty() || c.packings.size() == 4U) << a.row.source;
    if (a.row.source.find("/diamond") != std::string::npos) like_diamond.insert(a.row.formula);
  }
  EXPECT_GT(like_diamond.size(), 4U);  // there are no four more elements in carbon's column
}

TEST(Analogues, BringALiquidOrGlassEach) {
  std::map<Phase, int> count;
  for (const auto& c : all_with_packings())
    for (const auto& packing : c.packings) {
      ++count[packing.row.phase];
      EXPECT_EQ(packing.row.formula, c.crystal.row.formula);
      EXPECT_EQ(packing.row.source.rfind(c.crystal.row.source + "/", 0), 0U);
      EXPECT_GT(closest(packing.row.structure), 0.4) << packing.row.source;
    }
  EXPECT_EQ(count[Phase::kCrystal], 0);
  EXPECT_GT(count[Phase::kLiquid], static_cast<int>(all().size()) / 2);
}

TEST(Analogues, DependOnTheSeedAlone) {
  const auto again = textbook_analogues(kEach, 1), other = textbook_analogues(kEach, 2);
  ASSERT_EQ(again.size(), all().size());
  int changed = 0;
  for (std::size_t i = 0; i < again.size(); ++i) {
    EXPECT_EQ(again[i].crystal.row.source, all()[i].row.source);
    changed += i < other.size() && other[i].crystal.row.source != again[i].crystal.row.source;
  }
  EXPECT_GT(changed, static_cast<int>(again.size()) / 2);
}

}  // namespace
}  // namespace clasp
