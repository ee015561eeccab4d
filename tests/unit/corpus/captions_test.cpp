// SPDX-License-Identifier: MIT
// Captions from structures and from labels.
#include <gtest/gtest.h>

#include <algorithm>

#include "core/elements.h"
#include "corpus/captions.h"
#include "corpus/chemistry.h"
#include "corpus/cif.h"
#include "corpus/prototype_match.h"

namespace clasp {
namespace {

bool has(const std::vector<std::string>& list, const std::string& text) {
  return std::find(list.begin(), list.end(), text) != list.end();
}

StructureRow row_of(const std::string& first_name, const std::string& prototype) {
  for (const auto& s : substances())
    if (split_words(s.names)[0] == first_name && prototype == s.prototype) {
      StructureRow row;
      row.structure = conventional_standard_cell(build_crystal(s), first_name, &row.space_group);
      row.formula = reduced_formula(row.structure);
      return row;
    }
  throw std::runtime_error("no substance " + first_name);
}

/// The first class of a composition written as symbols and amounts.
std::string kind(const std::vector<std::pair<const char*, double>>& elements) {
  std::map<int, double> amounts;
  for (const auto& [symbol, n] : elements) amounts[atomic_number(symbol)] = n;
  return compound_classes(amounts).front().name;
}

TEST(Captions, NameElementsClassSymmetryAndPrototype) {
  const auto texts = describe_structure(row_of("sodium chloride", "rock-salt"));
  for (const char* text :
       {"sodium chloride", "NaCl", "cubic chloride", "face-centred cubic halide",
        "NaCl, space group Fm-3m", "rock salt structure", "centrosymmetric chloride"})
    EXPECT_TRUE(has(texts, text)) << text;
}

TEST(Captions, NamePolarity) {
  EXPECT_TRUE(has(describe_structure(row_of("gallium nitride", "wurtzite")), "polar crystal"));
  EXPECT_TRUE(has(describe_structure(row_of("gallium arsenide", "zinc-blende")),
                  "non-centrosymmetric crystal"));
  EXPECT_TRUE(has(describe_structure(row_of("silicon", "diamond")), "centrosymmetric crystal"));
}

TEST(Captions, NameOxygenSaltsByTheirAnion) {
  const auto texts = describe_structure(row_of("strontium titanate", "perovskite"));
  for (const char* text :
       {"strontium titanate", "strontium titanium oxide", "cubic titanate", "perovskite structure"})
    EXPECT_TRUE(has(texts, text)) << text;
}

TEST(Captions, AreDistinctAndSeveral) {
  for (const char* name : {"niobium tin", "bismuth telluride", "yttrium barium copper oxide"})
    for (const auto& s : substances()) {
      if (split_words(s.names)[0] != name) continue;
      auto texts = describe_structure(row_of(name, s.prototype));
      EXPECT_GE(texts.size(), 6U);
      std::sort(texts.begin(), texts.end());
      EXPECT_EQ(std::adjacent_find(texts.begin(), texts.end()), texts.end()) << name;
    }
}

TEST(Captions, SayThatOccupanciesArePartial) {
  const auto texts = describe_structure(row_of("Cantor alloy", "fcc"));
  EXPECT_TRUE(has(texts, "solid solution, intermetallic compound with partial occupancies"));
  EXPECT_TRUE(has(texts, "face-centred cubic structure"));
}

TEST(Captions, PackingsAreNotDescribedAsCrystals) {
  StructureRow row = row_of("copper", "fcc");
  row.phase = Phase::kLiquid;
  EXPECT_TRUE(describe_structure(row).empty());
}

TEST(Captions, ClassesFollowComposition) {
  EXPECT_EQ(kind({{"Ca", 1}, {"C", 1}, {"O", 3}}), "carbonate");
  EXPECT_EQ(kind({{"Li", 1}, {"Fe", 1}, {"P", 1}, {"O", 4}}), "phosphate");
  EXPECT_EQ(kind({{"Ba", 1}, {"S", 1}, {"O", 4}}), "sulfate");
  EXPECT_EQ(kind({{"K", 1}, {"Al", 1}, {"Si", 3}, {"O", 8}}), "aluminosilicate");
  EXPECT_EQ(kind({{"Si", 1}, {"O", 2}}), "silica");
  EXPECT_EQ(kind({{"Na", 1}, {"Cl", 1}, {"O", 3}}), "chlorate");
  EXPECT_EQ(kind({{"Bi", 1}, {"O", 1}, {"Cl", 1}}), "oxyhalide");
  EXPECT_EQ(kind({{"Mg", 1}, {"O", 1}}), "oxide");
  EXPECT_EQ(kind({{"Ga", 1}, {"N", 1}}), "nitride");
  EXPECT_EQ(kind({{"Zn", 1}, {"S", 1}}), "sulfide");
  EXPECT_EQ(kind({{"Mg", 1}, {"H", 2}}), "hydride");
  EXPECT_EQ(kind({{"Sr", 1}, {"Pd", 2}, {"Ge", 2}}), "germanide");
  EXPECT_EQ(kind({{"Ni", 1}, {"Al", 1}}), "intermetallic compound");
  EXPECT_EQ(kind({{"C", 6}, {"H", 6}}), "organic compound");
  EXPECT_EQ(kind({{"Zn", 4}, {"O", 13}, {"C", 24}, {"H", 12}}), "metal-organic compound");
  EXPECT_EQ(kind({{"Fe", 1}}), "elemental metal");
}

TEST(Captions, PrototypesAreToldApart) {
  const auto found = [](const std::string& name, const std::string& prototype) {
    const StructureRow row = row_of(name, prototype);
    const Prototype* p = recognise_prototype(row.structure, row.space_group);
    return p == nullptr ? std::string() : std::string(p->id);
  };
  // pairs with one space group and the same amounts
  EXPECT_EQ(found("calcium fluoride", "fluorite"), "fluorite");
  EXPECT_EQ(found("lithium oxide", "antifluorite"), "antifluorite");
  EXPECT_EQ(found("magnesium copper", "C15"), "C15");
  EXPECT_EQ(found("beta-cristobalite", "beta-cristobalite"), "beta-cristobalite");
  EXPECT_EQ(found("nickel aluminide", "B2"), "B2");
  EXPECT_EQ(found("caesium chloride", "caesium-chloride"), "caesium-chloride");
  // mixed sites count for their main element
  EXPECT_EQ(found("lanthanum strontium copper oxide", "K2NiF4"), "K2NiF4");
  // one space group and the same numbers of sites, other neighbours
  EXPECT_EQ(found("graphite", "graphite"), "graphite");
  EXPECT_EQ(found("neodymium", "dhcp"), "dhcp");
  StructureRow stretched = row_of("copper", "fcc");
  stretched.space_group = 166;
  EXPECT_EQ(recognise_prototype(stretched.structure, 166), nullptr);
}

TEST(LabelCaptions, Superconductors) {
  const std::string set = "superconductors_3dsc";
  EXPECT_TRUE(has(describe_labels({{"set", set}, {"tc_kelvin", "2.64"}}), "superconductor"));
  EXPECT_FALSE(has(describe_labels({{"set", set}, {"tc_kelvin", "2.64"}}),
                   "high-temperature superconductor"));
  EXPECT_TRUE(
      has(describe_labels({{"set", set}, {"tc_kelvin", "92"}}), "high-temperature superconductor"));
  const auto none = describe_labels({{"set", set}, {"tc_kelvin", "0.0"}});
  EXPECT_EQ(none.front(), "not a superconductor");
  EXPECT_FALSE(has(none, "superconductor"));
}

TEST(LabelCaptions, Frameworks) {
  const auto zeolite = describe_labels({{"set", "zeolites_iza"}, {"formula", "iza__ACO.cif"}});
  EXPECT_TRUE(has(zeolite, "zeolite framework"));
  EXPECT_TRUE(has(zeolite, "ACO zeolite framework"));
  EXPECT_TRUE(has(describe_labels({{"set", "mofs"}, {"formula", "IRMOF-1.cif"}}),
                  "metal-organic framework"));
  EXPECT_TRUE(has(describe_labels({{"set", "mofs"}, {"formula", "MIL-101-primitive.cif"}}),
                  "MIL-101, metal-organic framework"));
  EXPECT_TRUE(has(describe_labels({{"set", "mofs"}, {"formula", "ZIF-8.cif"}}),
                  "zeolitic imidazolate framework"));
  const auto cof = describe_labels({{"set", "mofs"}, {"formula", "COF-1.cif"}});
  EXPECT_TRUE(has(cof, "covalent organic framework"));
  EXPECT_FALSE(has(cof, "metal-organic framework"));
  EXPECT_TRUE(has(describe_labels({{"set", "halide_perovskites"}}), "halide perovskite"));
}

TEST(LabelCaptions, BandGapsAndFerroelectrics) {
  const auto gap = [](const char* ev) { return describe_labels({{"band_gap", ev}}).front(); };
  EXPECT_EQ(gap("5.2"), "wide band gap insulator");
  EXPECT_EQ(gap("3.0"), "insulator");
  EXPECT_EQ(gap("1.1"), "semiconductor");
  EXPECT_EQ(gap("0.3"), "narrow band gap semiconductor");
  EXPECT_EQ(gap("0.0"), "metal");
  EXPECT_TRUE(has(describe_labels({{"state", "polar"}}), "polar ferroelectric candidate"));
  EXPECT_TRUE(has(describe_labels({{"state", "nonpolar"}}), "nonpolar crystal"));
  EXPECT_EQ(describe_labels({{"state", "polar"}, {"band_gap", "5.2"}}),
            describe_labels({{"state", "polar"}}));
}

TEST(LabelCaptions, NothingApplies) {
  EXPECT_TRUE(describe_labels({}).empty());
  EXPECT_TRUE(describe_labels({{"set", "other"}, {"band_gap", "unknown"}}).empty());
}

}  // namespace
}  // namespace clasp
