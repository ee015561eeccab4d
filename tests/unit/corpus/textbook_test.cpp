// SPDX-License-Identifier: MIT
// The table of textbook crystals against symmetry, radii, densities and formulas known from
// elsewhere.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <set>

#include "core/elements.h"
#include "core/periodic.h"
#include "corpus/captions.h"
#include "corpus/cif.h"
#include "corpus/textbook/tables.h"
#include "unit/corpus/covalent_radii.h"

namespace clasp {
namespace {

constexpr double kGramPerCubicCentimetre =
    1.66053907;  ///< of one atomic mass unit per cubic Angstrom

double radius(const Site& site) {
  double sum = 0.0, amount = 0.0;
  for (const auto& o : site.occupants) {
    sum += o.occupancy * kCovalentRadius.at(static_cast<std::size_t>(o.z));
    amount += o.occupancy;
  }
  return sum / amount;
}

/// Of every atom, the smallest distance to another in units of the sum of covalent radii.
std::vector<double> closeness(const Structure& s) {
  const PointCloud cloud = points_within(s, 6.0);
  std::vector<double> best(s.sites.size(), std::numeric_limits<double>::max());
  for (int i = 0; i < cloud.n_local; ++i)
    for (std::size_t j = 0; j < cloud.position.size(); ++j)
      if (static_cast<int>(j) != i)
        best[i] = std::min(best[i], norm(cloud.position[j] - cloud.position[i]) /
                                        (radius(s.sites[i]) + radius(s.sites[cloud.owner[j]])));
  return best;
}

const std::vector<TextbookCrystal>& all() {
  static const auto crystals = textbook_crystals(0, 1);
  return crystals;
}

const TextbookCrystal& entry(const std::string& source) {
  for (const auto& t : all())
    if (t.crystal.row.source == source) return t;
  throw std::runtime_error("no entry " + source);
}

double density(const Structure& s) {
  double mass = 0.0;
  for (const auto& [z, n] : composition(s)) mass += n * atomic_mass(z);
  return mass / s.volume() * kGramPerCubicCentimetre;
}

TEST(Textbook, HasHundredsOfSubstancesAndUsesEveryStructureType) {
  EXPECT_GE(substances().size(), 700U);
  std::set<std::string> used;
  for (const auto& s : substances()) used.insert(s.prototype);
  for (const auto& p : prototypes()) EXPECT_EQ(used.count(p.id), 1U) << p.id;
}

TEST(Textbook, SpaceGroupsAreWhatTheSymmetrySearchFinds) {
  for (const auto& s : substances()) {
    const std::string name = std::string(s.names) + ", " + s.prototype;
    int found = 0;
    conventional_standard_cell(build_crystal(s), name, &found);
    EXPECT_EQ(found, space_group_number(find_prototype(s.prototype))) << name;
  }
}

TEST(Textbook, NeighboursTouchAtTheirRadii) {
  for (const auto& s : substances()) {
    if (std::string(s.classes).find("noble gas") != std::string::npos) continue;
    const auto close = closeness(build_crystal(s));
    EXPECT_GT(*std::min_element(close.begin(), close.end()), 0.70) << s.names;
    EXPECT_LT(*std::max_element(close.begin(), close.end()), 1.36) << s.names;
  }
}

TEST(Textbook, FormulasAndDensitiesAreTheKnownOnes) {
  struct Known {
    const char* source;
    const char* formula;
    double density;  ///< g/cm^3, measured, CRC Handbook of Chemistry and Physics
  };
  const std::vector<Known> known = {
      {"textbook/copper/fcc", "Cu", 8.96},
      {"textbook/iron/bcc", "Fe", 7.87},
      {"textbook/magnesium/hcp", "Mg", 1.74},
      {"textbook/neodymium/dhcp", "Nd", 7.01},
      {"textbook/samarium/samarium", "Sm", 7.52},
      {"textbook/silicon/diamond", "Si", 2.33},
      {"textbook/graphite/graphite", "C", 2.25},
      {"textbook/white-tin/beta-tin", "Sn", 7.29},
      {"textbook/bismuth/arsenic", "Bi", 9.79},
      {"textbook/tellurium/selenium", "Te", 6.24},
      {"textbook/gallium/gallium", "Ga", 5.91},
      {"textbook/uranium/uranium", "U", 19.05},
      {"textbook/manganese/alpha-manganese", "Mn", 7.47},
      {"textbook/sulfur/sulfur", "S", 2.07},
      {"textbook/sodium-chloride/rock-salt", "NaCl", 2.17},
      {"textbook/gallium-arsenide/zinc-blende", "GaAs", 5.32},
      {"textbook/zinc-oxide/wurtzite", "ZnO", 5.61},
      {"textbook/calcium-fluoride/fluorite", "CaF2", 3.18},
      {"textbook/uranium-dioxide/fluorite", "UO2", 10.97},
      {"textbook/caesium-chloride/caesium-chloride", "CsCl", 3.99},
      {"textbook/alpha-quartz/quartz", "SiO2", 2.65},
      {"textbook/aluminium-oxide/corundum", "Al2O3", 3.99},
      {"textbook/titanium-dioxide/rutile", "TiO2", 4.23},
      {"textbook/titanium-dioxide/anatase", "TiO2", 3.90},
      {"textbook/molybdenum-disulfide/molybdenite", "MoS2", 5.06},
      {"textbook/pyrite/pyrite", "FeS2", 5.02},
      {"textbook/bismuth-telluride/tetradymite", "Bi2Te3", 7.74},
      {"textbook/cementite/cementite", "Fe3C", 7.69},
      {"textbook/tungsten-carbide/tungsten-carbide", "WC", 15.6},
      {"textbook/strontium-titanate/perovskite", "SrTiO3", 5.12},
      {"textbook/lithium-niobate/lithium-niobate", "LiNbO3", 4.64},
      {"textbook/magnesium-aluminate/spinel", "MgAl2O4", 3.58},
      {"textbook/forsterite/olivine", "Mg2SiO4", 3.22},
      {"textbook/calcium-carbonate/calcite", "CaCO3", 2.71},
      {"textbook/barium-sulfate/barite", "BaSO4", 4.49},
      {"textbook/yttrium-aluminium-garnet/rare-earth-garnet", "Y3Al5O12", 4.55},
      {"textbook/yttrium-barium-copper-oxide/YBCO-123", "YBa2Cu3O7", 6.38},
      {"textbook/ice/ice", "H2O", 0.93},
      {"textbook/palladium-hydride/rock-salt", "PdH0.7", 10.8},
      {"textbook/Cantor-alloy/fcc", "Co0.2Cr0.2Fe0.2Mn0.2Ni0.2", 8.0},
  };
  for (const auto& k : known) {
    const StructureRow& row = entry(k.source).crystal.row;
    EXPECT_EQ(row.formula, k.formula) << k.source;
    EXPECT_NEAR(density(row.structure) / k.density, 1.0, 0.02) << k.source;
  }
}

TEST(Textbook, EveryEntryHasItsOwnSourceAndSeveralWordings) {
  std::set<std::string> sources;
  for (const auto& t : all()) {
    const TextbookEntry& c = t.crystal;
    EXPECT_TRUE(sources.insert(c.row.source).second) << c.row.source;
    EXPECT_EQ(c.row.phase, Phase::kCrystal);
    EXPECT_GT(c.row.space_group, 0);
    const std::set<std::string> different(c.captions.begin(), c.captions.end());
    EXPECT_EQ(different.size(), c.captions.size()) << c.row.source;
    EXPECT_GE(c.captions.size(), 12U) << c.row.source;
    EXPECT_GE(c.generic.size(), 3U) << c.row.source;
  }
}

TEST(Textbook, NamesWhatPeopleSay) {
  const auto says = [&](const std::string& source, const std::string& text) {
    const TextbookEntry& c = entry(source).crystal;
    return std::count(c.captions.begin(), c.captions.end(), text) +
               std::count(c.generic.begin(), c.generic.end(), text) ==
           1;
  };
  EXPECT_TRUE(says("textbook/silicon/diamond", "silicon, diamond structure"));
  EXPECT_TRUE(says("textbook/copper/fcc", "fcc copper"));
  EXPECT_TRUE(says("textbook/copper/fcc", "fcc noble metal"));
  EXPECT_TRUE(says("textbook/sodium-chloride/rock-salt", "rock salt structure"));
  EXPECT_TRUE(says("textbook/gallium-nitride/wurtzite", "wurtzite gallium nitride"));
  EXPECT_TRUE(says("textbook/aluminium/fcc", "aluminum"));
}

TEST(Textbook, CrystalsWithoutMetalsAreASetOfTheirOwn) {
  for (const char* source : {"textbook/diamond/diamond", "textbook/alpha-quartz/quartz",
                             "textbook/silicon/diamond", "textbook/ice/ice"})
    EXPECT_EQ(entry(source).crystal.set, "nonmetals") << source;
  for (const char* source : {"textbook/copper/fcc", "textbook/gallium-nitride/wurtzite"})
    EXPECT_EQ(entry(source).crystal.set, "") << source;
}

TEST(Textbook, BadLinesAreRefused) {
  EXPECT_THROW(find_prototype("no-such-type"), std::runtime_error);
  EXPECT_THROW(build_crystal({"rock-salt", "Na", {5.64}, "one element only", ""}),
               std::runtime_error);
  EXPECT_THROW(build_crystal({"rock-salt", "Na Xx", {5.64}, "no such element", ""}),
               std::runtime_error);
}

}  // namespace
}  // namespace clasp
