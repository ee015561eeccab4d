// SPDX-License-Identifier: MIT
// Patterns of liquids: whole, without overlaps, and with the bonds that each kind of melt keeps.
#include <gtest/gtest.h>

#include <cstring>

#include "core/periodic.h"
#include "corpus/textbook/liquids.h"
#include "corpus/textbook/tables.h"

namespace clasp {
namespace {

struct Known {
  Structure crystal;
  std::string prototype;
  std::string pattern() const { return pattern_of_melt(crystal, prototype); }
};

Known known(const std::string& elements, const std::string& prototype) {
  for (const auto& s : substances())
    if (s.elements == elements && s.prototype == prototype) return {build_crystal(s), prototype};
  throw std::runtime_error("no substance " + elements + " " + prototype);
}

/// Mean number of neighbours of element z within `radius` that are another element (`unlike`) or
/// any.
double coordination(const Structure& s, int z, double radius, bool unlike) {
  const PointCloud cloud = points_within(s, radius);
  double count = 0.0, centres = 0.0;
  for (int i = 0; i < cloud.n_local; ++i) {
    if (s.sites[i].occupants[0].z != z) continue;
    centres += 1.0;
    for (std::size_t j = 0; j < cloud.position.size(); ++j) {
      if (static_cast<int>(j) == i) continue;
      if (norm(cloud.position[j] - cloud.position[i]) > radius) continue;
      if (!unlike || s.sites[cloud.owner[j]].occupants[0].z != z) count += 1.0;
    }
  }
  return count / centres;
}

double mean_coordination(const Known& k, int z, double radius, bool unlike) {
  double sum = 0.0;
  Rng rng(3);
  for (int i = 0; i < 12; ++i)
    sum += coordination(copy_liquid(k.pattern(), k.crystal, rng), z, radius, unlike) / 12;
  return sum;
}

TEST(Liquids, PatternsAreWhole) {
  ASSERT_GT(liquid_patterns().size(), 60U);
  for (const auto& p : liquid_patterns()) {
    const int atoms = p.counts[0] + p.counts[1];
    EXPECT_EQ(std::strlen(p.coordinates), 6U * static_cast<unsigned>(atoms)) << p.like;
    EXPECT_GE(atoms, 64) << p.like;
    for (const double edge : p.edges) EXPECT_GT(edge, 3.5) << p.like;
  }
}

TEST(Liquids, AreForMeltsThatKeepBondsAndNoOthers) {
  EXPECT_EQ(known("Si", "diamond").pattern(), "diamond");
  EXPECT_EQ(known("C", "diamond").pattern(), "carbon");
  EXPECT_EQ(known("Ga N", "wurtzite").pattern(), "zinc-blende");
  EXPECT_EQ(known("Na Cl", "rock-salt").pattern(), "rock-salt");
  EXPECT_EQ(known("Ti C", "rock-salt").pattern(), "");
  EXPECT_EQ(known("Ca F", "fluorite").pattern(), "fluorite");
  EXPECT_EQ(known("Si O", "quartz").pattern(), "silica");
  EXPECT_EQ(known("Cu", "fcc").pattern(), "");
}

TEST(Liquids, KeepTheBondsOfTheirKind) {
  EXPECT_NEAR(mean_coordination(known("Si O", "quartz"), 14, 2.2, true), 3.7, 0.5);
  EXPECT_NEAR(mean_coordination(known("C", "graphite"), 6, 1.9, false), 3.0, 0.7);
  EXPECT_NEAR(mean_coordination(known("Si", "diamond"), 14, 2.9, false), 5.0, 1.0);
  EXPECT_NEAR(mean_coordination(known("Na Cl", "rock-salt"), 11, 3.7, true), 4.8, 0.8);
}

TEST(Liquids, GiveTheRarerElementTheFirstPlaces) {
  Rng rng(1);
  for (const Known& k : {known("Ca F", "fluorite"), known("Li O", "antifluorite")}) {
    const Structure liquid = copy_liquid(k.pattern(), k.crystal, rng);
    const auto amounts = composition(liquid), whole = composition(k.crystal);
    for (const auto& [z, n] : whole)
      EXPECT_DOUBLE_EQ(amounts.at(z) / static_cast<double>(liquid.sites.size()),
                       n / static_cast<double>(k.crystal.sites.size()));
  }
}

}  // namespace
}  // namespace clasp
