// SPDX-License-Identifier: MIT
// Liquids and glasses: deterministic, of the right composition and density, without overlaps, and
// not crystals.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "core/elements.h"
#include "core/periodic.h"
#include "corpus/captions.h"
#include "corpus/molecules.h"
#include "corpus/textbook/entry.h"
#include "corpus/textbook/packing.h"
#include "corpus/textbook/tables.h"
#include "corpus/textbook/wordings.h"

namespace clasp {
namespace {

const Substance& substance(const std::string& first_name, const std::string& prototype) {
  for (const auto& s : substances())
    if (split_words(s.names)[0] == first_name && prototype == s.prototype) return s;
  throw std::runtime_error("no substance " + first_name);
}

Structure crystal(const std::string& first_name, const std::string& prototype) {
  return build_crystal(substance(first_name, prototype));
}

Structure pack(const Structure& s, Phase phase, std::uint64_t seed = 1) {
  Rng rng(seed);
  return pack_atoms(s, bonding_of(s), phase, rng);
}

double nearest_distance(const Structure& s) {
  const PointCloud cloud = points_within(s, 6.0);
  double nearest = 6.0;
  for (int i = 0; i < cloud.n_local; ++i)
    for (std::size_t j = 0; j < cloud.position.size(); ++j)
      if (static_cast<int>(j) != i)
        nearest = std::min(nearest, norm(cloud.position[j] - cloud.position[i]));
  return nearest;
}

/// Mean number of neighbours within `radius`, and the share of them that are another element.
std::pair<double, double> neighbours(const Structure& s, double radius) {
  const PointCloud cloud = points_within(s, radius);
  double count = 0.0, unlike = 0.0;
  for (int i = 0; i < cloud.n_local; ++i)
    for (std::size_t j = 0; j < cloud.position.size(); ++j) {
      if (static_cast<int>(j) == i) continue;
      if (norm(cloud.position[j] - cloud.position[i]) > radius) continue;
      count += 1.0;
      if (!(s.sites[i].occupants == s.sites[cloud.owner[j]].occupants)) unlike += 1.0;
    }
  return {count / cloud.n_local, unlike / std::max(count, 1.0)};
}

TEST(Packing, TellsBondingFromTheElements) {
  EXPECT_EQ(bonding_of(crystal("copper", "fcc")), Bonding::kMetallic);
  EXPECT_EQ(bonding_of(crystal("nickel aluminide", "B2")), Bonding::kMetallic);
  EXPECT_EQ(bonding_of(crystal("solid argon", "fcc")), Bonding::kDispersion);
  EXPECT_EQ(bonding_of(crystal("sodium chloride", "rock-salt")), Bonding::kIonic);
  EXPECT_EQ(bonding_of(crystal("silicon", "diamond")), Bonding::kCovalent);
  EXPECT_EQ(bonding_of(crystal("gallium arsenide", "zinc-blende")), Bonding::kCovalent);
}

TEST(Packing, IsTheSameForTheSameSeedOnly) {
  const Structure si = crystal("silicon", "diamond");
  const Structure a = pack(si, Phase::kLiquid, 5), b = pack(si, Phase::kLiquid, 5),
                  c = pack(si, Phase::kLiquid, 6);
  ASSERT_EQ(a.sites.size(), b.sites.size());
  for (std::size_t i = 0; i < a.sites.size(); ++i) EXPECT_EQ(a.sites[i].frac, b.sites[i].frac);
  EXPECT_NE(a.sites[0].frac, c.sites[0].frac);
}

/// A packing has the crystal's composition and no overlaps.
void check_packing(const TextbookEntry& p, const Structure& crystal, double crystal_nearest) {
  const auto whole = composition(crystal), packed = composition(p.row.structure);
  const double atoms = static_cast<double>(p.row.structure.sites.size());
  double total = 0.0;
  for (const auto& [z, n] : whole) total += n;
  EXPECT_GE(atoms, 48.0) << p.row.source;
  EXPECT_LE(atoms, 96.0) << p.row.source;
  for (const auto& [z, n] : whole)
    EXPECT_NEAR(packed.at(z) / atoms, n / total, 0.03) << p.row.source;
  EXPECT_GT(nearest_distance(p.row.structure), 0.65 * crystal_nearest) << p.row.source;
  EXPECT_EQ(p.row.space_group, 0);
}

TEST(Packing, OfTheWholeTable) {
  for (const auto& t : textbook_crystals(4, 3)) {
    const bool sheet = t.crystal.row.source == "textbook/graphene/graphene" ||
                       t.crystal.row.source == "textbook/polyethylene/polyethylene";
    EXPECT_TRUE(!sheet || t.packings.empty());
    const double nearest = nearest_distance(t.crystal.row.structure);
    for (std::size_t i = 0; i < t.packings.size(); ++i) {
      check_packing(t.packings[i], t.crystal.row.structure, nearest);
      EXPECT_EQ(t.packings[i].row.phase, i == 3 ? Phase::kGlass : Phase::kLiquid);
    }
  }
}

TEST(Packing, LiquidMetalKeepsDenseNeighboursAndLosesTheSecondShell) {
  const Structure cu = crystal("copper", "fcc");
  double first = 0.0, second = 0.0;
  for (std::uint64_t seed = 1; seed <= 8; ++seed) {
    const Structure melt = pack(cu, Phase::kLiquid, seed);
    first += neighbours(melt, 3.4).first / 8;
    second += (neighbours(melt, 3.85).first - neighbours(melt, 3.4).first) / 8;
  }
  EXPECT_GT(first, 9.5);
  EXPECT_LT(first, 13.5);
  EXPECT_GT(second, 2.0);  // the crystal: 12 to 2.56 A, then 6 at 3.62 A only
  EXPECT_GT(neighbours(pack(cu, Phase::kLiquid), 5.0).first, 36.0);
}

TEST(Packing, LiquidSiliconIsDenserThanTheNetworkOfItsCrystal) {
  const Structure si = crystal("silicon", "diamond");
  double coordination = 0.0;
  for (std::uint64_t seed = 1; seed <= 8; ++seed)
    coordination += neighbours(pack(si, Phase::kLiquid, seed), 3.1).first / 8;
  EXPECT_GT(coordination, 5.0);
  EXPECT_LT(coordination, 8.5);
}

TEST(Packing, MoltenSaltHasNeighboursOfTheOtherSign) {
  const Structure salt = crystal("sodium chloride", "rock-salt");
  for (const Phase phase : {Phase::kLiquid, Phase::kGlass})
    EXPECT_GT(neighbours(pack(salt, phase), 3.0).second, 0.85);
}

TEST(Packing, QuenchedSiliconIsANetworkOfFourNeighbours) {
  const Structure si = crystal("silicon", "diamond");
  double coordination = 0.0;
  for (std::uint64_t seed = 1; seed <= 8; ++seed)
    coordination += neighbours(pack(si, Phase::kGlass, seed), 2.85).first / 8;
  EXPECT_GT(coordination, 3.2);
  EXPECT_LT(coordination, 4.8);
}

TEST(Packing, WaterKeepsItsMolecules) {
  const Structure ice = crystal("ice", "ice");
  EXPECT_EQ(find_molecules(ice).size(), 8U);
  Rng rng(4);
  const Structure water = pack_atoms(ice, Bonding::kMolecular, Phase::kLiquid, rng);
  const auto molecules = find_molecules(water);
  EXPECT_EQ(molecules.size(), 20U);
  for (const auto& m : molecules) {
    ASSERT_EQ(m.elements.size(), 3U);
    const auto oxygen = std::find(m.elements.begin(), m.elements.end(), 8) - m.elements.begin();
    for (std::size_t a = 0; a < 3; ++a)
      if (m.elements[a] == 1) {
        EXPECT_NEAR(norm(m.positions[a] - m.positions[static_cast<std::size_t>(oxygen)]), 0.99,
                    0.03);
      }
  }
  const auto between = distances_between_molecules(water, 6.0);
  EXPECT_GT(between.at({8, 8}), 2.2);
  EXPECT_GT(between.at({1, 8}), 1.4);
}

/// General words for a melt.
std::vector<std::string> liquid_classes(const std::string& first_name,
                                        const std::string& prototype) {
  const Substance& s = substance(first_name, prototype);
  Rng rng(1);
  return packing_entry(s, crystal_entry(s, build_crystal(s), ""), 0, rng).generic;
}

bool says(const std::vector<std::string>& list, const std::string& text) {
  return std::count(list.begin(), list.end(), text) == 1;
}

TEST(Packing, WordsTellLiquidFromGlass) {
  const Substance& s = substance("silicon", "diamond");
  StructureRow row;
  row.structure = build_crystal(s);
  row.formula = "Si";
  EXPECT_TRUE(says(packing_wordings(s, row, Phase::kLiquid), "molten silicon"));
  EXPECT_TRUE(says(packing_wordings(s, row, Phase::kGlass), "amorphous silicon"));
  const Bonding bonding = bonding_of(row.structure);
  EXPECT_TRUE(says(packing_classes(s, row.structure, bonding, Phase::kLiquid), "liquid"));
  EXPECT_TRUE(says(packing_classes(s, row.structure, bonding, Phase::kGlass), "glass"));
}

TEST(Packing, MeltsAreCalledByTheirChemistry) {
  EXPECT_TRUE(says(liquid_classes("calcium fluoride", "fluorite"), "molten salt"));
  EXPECT_FALSE(says(liquid_classes("magnesium oxide", "rock-salt"), "molten salt"));
  EXPECT_TRUE(says(liquid_classes("magnesium oxide", "rock-salt"), "molten oxide"));
  EXPECT_FALSE(says(liquid_classes("dry ice", "dry-ice"), "molten oxide"));
  EXPECT_TRUE(says(liquid_classes("dry ice", "dry-ice"), "molecular liquid"));
  EXPECT_TRUE(says(liquid_classes("diamond", "diamond"), "covalent liquid"));
  EXPECT_FALSE(says(liquid_classes("copper", "fcc"), "covalent liquid"));
  EXPECT_TRUE(says(liquid_classes("solid argon", "fcc"), "liquid noble gas"));
}

}  // namespace
}  // namespace clasp
