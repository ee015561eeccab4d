// SPDX-License-Identifier: MIT
// Formulas in words: how titles write them, and what only looks like one.
#include "text/formulas.h"

#include <gtest/gtest.h>

#include "text/text.h"
#include "tiny_model.h"

namespace clasp {
namespace {

TEST(SpellFormulas, NamesTheElementsInTheirOrder) {
  EXPECT_EQ(spell_formulas("SrTiO3"), "strontium titanium oxide");
  EXPECT_EQ(spell_formulas("NaCl crystal"), "sodium chloride crystal");
  EXPECT_EQ(spell_formulas("Ni3Al, the ordered phase"), "nickel aluminium, the ordered phase");
  EXPECT_EQ(spell_formulas("melting of Si and Cu"), "melting of silicon and copper");
  EXPECT_EQ(spell_formulas("C60 in O2"), "carbon in oxygen");
  EXPECT_EQ(spell_formulas("BN or GaN"), "boron nitride or gallium nitride");
}

TEST(SpellFormulas, ReadsAmountsBracketsAndOxidationStates) {
  EXPECT_EQ(spell_formulas("La1.85Sr0.15CuO4 films"), "lanthanum strontium copper oxide films");
  EXPECT_EQ(spell_formulas("La2-xSrxCuO4"), "lanthanum strontium copper oxide");
  EXPECT_EQ(spell_formulas("YBa2Cu3O7-\xCE\xB4."), "yttrium barium copper oxide.");
  EXPECT_EQ(spell_formulas("Na1\xE2\x88\x92xGe3+z"), "sodium germanide");
  EXPECT_EQ(spell_formulas("Ca(OH)2 and Zn (O H)2"), "calcium hydroxide and zinc oxygen hydride");
  EXPECT_EQ(spell_formulas("(Al,Si)4O8"), "aluminium silicon oxide");
  EXPECT_EQ(spell_formulas("a Cu(II) complex"), "a copper(II) complex");
  EXPECT_EQ(spell_formulas("Nb-doped SrTiO3-based"),
            "niobium-doped strontium titanium oxide-based");
  EXPECT_EQ(spell_formulas("H2O ice, D2O"), "water ice, water");
  EXPECT_EQ(spell_formulas("Re-doped MoS2, PmCl3"),
            "rhenium-doped molybdenum sulfide, promethium chloride");
}

TEST(SpellFormulas, ReadsALetterBesideWordsForMatter) {
  EXPECT_EQ(spell_formulas("W metal with the bcc lattice"), "tungsten metal with the bcc lattice");
  EXPECT_EQ(spell_formulas("V"), "vanadium");
  EXPECT_EQ(spell_formulas("U, orthorhombic"), "uranium, orthorhombic");
  EXPECT_EQ(spell_formulas("bcc W"), "bcc tungsten");
  EXPECT_EQ(spell_formulas("single crystal of K"), "single crystal of potassium");
  EXPECT_EQ(spell_formulas("hexagonal Y metal"), "hexagonal yttrium metal");
  for (const char* text : {"ruby at 300 K", "300 K crystal structure", "type V", "I am", "Part I",
                           "N-type silicon", "P = 80 kbar", "vitamin C", "grown in H plasma"})
    EXPECT_EQ(spell_formulas(text), text);
}

TEST(SpellFormulas, ReadsMarkupOfDatabases) {
  EXPECT_EQ(spell_formulas("hausmannite, Mn$_3$O$_4$"), "hausmannite, manganese oxide");
  EXPECT_EQ(spell_formulas("GeO~2~"), "germanium oxide");
  EXPECT_EQ(spell_formulas("Fe<sub>3</sub>O<sub>4</sub>"), "iron oxide");
  EXPECT_EQ(spell_formulas("TiO\xE2\x82\x82"), "titanium oxide");
}

TEST(SpellFormulas, LeavesWordsAbbreviationsAndSpaceGroups) {
  for (const char* text : {"In a new light",
                           "As grown",
                           "No order At all",
                           "Be careful, I say",
                           "COF-5 and MOF",
                           "UV light",
                           "New York",
                           "P21/c and C2/m",
                           "(I) and (IV)",
                           "[MASK] and [SEP]",
                           "Curie temperature",
                           "",
                           "\xCE\xB1 phase",
                           "TiXy",
                           "NO and CO",
                           "space group Fm-3m",
                           "Pm-3n and Pm-3m",
                           "P4/nmm",
                           "space group P4",
                           "Cm",
                           "Pa-3 or Pa3",
                           "Fm3m",
                           "Pm3n",
                           "a high-Tc superconductor (Tc = 42 K)",
                           "Re-entrant spin glass"})
    EXPECT_EQ(spell_formulas(text), text);
}

TEST(SpellFormulas, IsASettingOfTheEncoder) {
  const std::string folder = test::kData + "tiny_bert";
  const auto written = TextEncoder::from_folder(folder, {Pooling::kMean, test::kTinyTokens});
  const auto spelled = TextEncoder::from_folder(folder, {Pooling::kMean, test::kTinyTokens, true});
  EXPECT_EQ(spelled.tokenize("NaCl"), written.tokenize("sodium chloride"));
  EXPECT_NE(written.tokenize("NaCl"), written.tokenize("sodium chloride"));
}

}  // namespace
}  // namespace clasp
