// SPDX-License-Identifier: MIT
// Formulas as people write them.
#include "core/formula.h"

#include <gtest/gtest.h>

#include "core/error.h"
#include "core/structure.h"

namespace {

using clasp::parse_formula;
using Amounts = std::map<int, double>;

TEST(Formula, CountsSymbolsNumbersAndBrackets) {
  EXPECT_EQ(parse_formula("NaCl"), (Amounts{{11, 1}, {17, 1}}));
  EXPECT_EQ(parse_formula("Ca(OH)2"), (Amounts{{1, 2}, {8, 2}, {20, 1}}));
  EXPECT_EQ(parse_formula("Al2(Si(O)2)3"), (Amounts{{8, 6}, {13, 2}, {14, 3}}));
  EXPECT_EQ(parse_formula("La1.5Sr0.5CuO4"), (Amounts{{8, 4}, {29, 1}, {38, 0.5}, {57, 1.5}}));
  EXPECT_EQ(parse_formula("CO"), (Amounts{{6, 1}, {8, 1}}));
  EXPECT_EQ(parse_formula("Co"), (Amounts{{27, 1}}));
  EXPECT_EQ(clasp::reduced_formula(parse_formula("Na4Cl4")),
            clasp::reduced_formula(parse_formula("ClNa")));
}

TEST(Formula, RefusesOtherWords) {
  for (const char* word :
       {"", "nacl", "Xx", "Ca(OH2", "Ca)OH(", "()2", "2NaCl", "Na0", "Na1.2.3", "Na Cl"})
    EXPECT_THROW(parse_formula(word), clasp::Error) << word;
}

}  // namespace
