// SPDX-License-Identifier: MIT
// Titles without their formulas.
#include "retrieval/masking.h"

#include <gtest/gtest.h>

#include "core/elements.h"

namespace {

using clasp::mask_formulas;

std::set<int> elements(std::initializer_list<const char*> symbols) {
  std::set<int> all;
  for (const char* symbol : symbols) all.insert(clasp::atomic_number(symbol));
  return all;
}

TEST(Masking, TakesFormulasAndElementNames) {
  const auto cuprate = elements({"La", "Sr", "Cu", "O"});
  EXPECT_EQ(mask_formulas("Structure of La2-xSrxCuO4.", cuprate), "Structure of [MASK].");
  EXPECT_EQ(mask_formulas("LaCuO3/SrO films", cuprate), "[MASK]/[MASK] films");
  EXPECT_EQ(mask_formulas("Copper(II) and Cu(II): strontium in cuprates", cuprate),
            "[MASK] and [MASK]: [MASK] in cuprates");
  EXPECT_EQ(mask_formulas("CuO-based, Cu", cuprate), "[MASK]-based, [MASK]");
  EXPECT_EQ(mask_formulas("(La,Sr)CuO3 and La\xE2\x82\x82O\xE2\x82\x83", cuprate),
            "[MASK],[MASK] and [MASK]");
}

TEST(Masking, LeavesWords) {
  const auto organic = elements({"C", "H", "N", "O", "In", "As", "I"});
  EXPECT_EQ(mask_formulas("In situ UV study: As I saw, Cu in a MOF", organic),
            "In situ UV study: As I saw, Cu in a MOF");
  EXPECT_EQ(mask_formulas("InAs nitrogen", organic), "[MASK] [MASK]");
  EXPECT_EQ(mask_formulas("", organic), "");
  EXPECT_EQ(mask_formulas("No elements: Fe2O3", {}), "No elements: Fe2O3");
}

}  // namespace
