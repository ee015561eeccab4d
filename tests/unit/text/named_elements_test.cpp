// SPDX-License-Identifier: MIT
// Words that name elements, and where they stand in a text's vector.
#include "text/named_elements.h"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "text/text.h"
#include "tiny_model.h"

namespace clasp {
namespace {

/// Symbols of the elements that a text names, by atomic number.
std::string named(const std::string& text) {
  std::string symbols;
  const auto elements = named_elements(text);
  for (int z = 1; z <= kFeatureElements; ++z)
    if (elements[static_cast<std::size_t>(z - 1)])
      symbols += (symbols.empty() ? "" : " ") + std::string(element_symbol(z));
  return symbols;
}

TEST(NamedElements, AreFoundAsWords) {
  EXPECT_EQ(named("strontium titanium oxide"), "O Ti Sr");
  EXPECT_EQ(named("Copper(II) complexes, gold-based"), "Cu Au");
  EXPECT_EQ(named("Oxides and chlorides of caesium"), "O Cl Cs");
  EXPECT_EQ(named("iron oxide (10 nm)"), "O Fe");
}

TEST(NamedElements, OfOxyanionsAndOtherWords) {
  EXPECT_EQ(named("barium titanate"), "O Ti Ba");
  EXPECT_EQ(named("sodium phosphates"), "O Na P");
  EXPECT_EQ(named("aluminum, sulphur, cesium"), "Al S Cs");
  EXPECT_EQ(named("ammonium cyanide hydrate"), "H C N O");
}

TEST(NamedElements, AreNotFoundWithinWordsOrAsSymbols) {
  for (const char* text : {"", "perovskite", "environment", "tinted leader", "NaCl, Si", "silicone",
                           "goldene", "a superconductor"})
    EXPECT_EQ(named(text), "") << text;
}

TEST(NamedElements, StandBehindThePooledOutput) {
  const std::string folder = test::kData + "tiny_bert";
  const auto plain = TextEncoder::from_folder(folder, {Pooling::kMean, test::kTinyTokens, true});
  const auto encoder =
      TextEncoder::from_folder(folder, {Pooling::kMean, test::kTinyTokens, true, true});
  ASSERT_EQ(encoder.width(), plain.width() + kFeatureElements);
  const std::vector<std::string> texts = {"NaCl crystal", "perovskite"};
  const Matrix pooled = plain.encode(texts), both = encoder.encode(texts);
  for (int text = 0; text < 2; ++text) {
    double square = 0.0;
    for (int k = 0; k < pooled.cols; ++k) {
      EXPECT_EQ(both.row(text)[k], pooled.row(text)[k]);
      square += std::pow(pooled.row(text)[k], 2);
    }
    for (int z = 1; z <= kFeatureElements; ++z) {
      const bool is_named = text == 0 && (z == 11 || z == 17);
      EXPECT_NEAR(both.row(text)[pooled.cols + z - 1], is_named ? 0.3 * std::sqrt(square) : 0.0,
                  1e-5);
    }
  }
}

TEST(NamedElements, AreASettingOfTheModel) {
  ModelSettings settings = test::tiny_settings();
  settings.text.named_elements = true;
  EXPECT_TRUE(ModelSettings::from_json(settings.to_json(), "f").text.named_elements);
  auto old = settings.to_json();
  old["text"].erase("named_elements");
  EXPECT_FALSE(ModelSettings::from_json(old, "f").text.named_elements);
}

}  // namespace
}  // namespace clasp
