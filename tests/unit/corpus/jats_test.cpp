// SPDX-License-Identifier: MIT
// Abstracts as publishers deposit them, to plain text.
#include "corpus/jats.h"

#include <gtest/gtest.h>

namespace clasp {
namespace {

TEST(PlainAbstract, LeavesTheWords) {
  EXPECT_EQ(
      plain_abstract("<jats:title>Abstract</jats:title><jats:p>Na<jats:sub>2</jats:sub>O melts."
                     "</jats:p>\n   <jats:p>It <jats:italic>is</jats:italic> ionic.</jats:p>"),
      "Na2O melts. It is ionic.");
  EXPECT_EQ(plain_abstract("<p>A</p><!-- <p>no</p> --><p>B</p>"), "A B");
  EXPECT_EQ(plain_abstract("plain"), "plain");
  EXPECT_EQ(plain_abstract(""), "");
  EXPECT_EQ(plain_abstract("<jats:title>Abstract</jats:title><jats:p/>"), "");
}

TEST(PlainAbstract, KeepsLessThanSigns) {
  EXPECT_EQ(plain_abstract("<jats:p>at T < 5 K and p &lt; 2 GPa</jats:p>"),
            "at T < 5 K and p < 2 GPa");
  EXPECT_EQ(plain_abstract("<jats:p>x <y"), "x <y");
}

TEST(PlainAbstract, ReadsEntitiesOnceAndTwiceEscaped) {
  EXPECT_EQ(plain_abstract("&#945;-Fe &#x3b2;&amp;gamma; &bogus; &"), "α-Fe β&gamma; &bogus; &");
  EXPECT_EQ(plain_abstract("&lt;p&gt;H&lt;sub&gt;2&lt;/sub&gt;O&lt;/p&gt;"), "H2O");
  EXPECT_EQ(plain_abstract("&#55296; &#99999999999;"), "&#55296; &#99999999999;");
}

TEST(PlainAbstract, TakesOneOfTwoFormulas) {
  EXPECT_EQ(
      plain_abstract("<jats:inline-formula><jats:alternatives><jats:tex-math>$x^2$"
                     "</jats:tex-math><mml:math><mml:msup><mml:mi>x</mml:mi><mml:mn>2</mml:mn>"
                     "</mml:msup></mml:math></jats:alternatives></jats:inline-formula> grows"),
      "x2 grows");
}

TEST(PlainAbstract, TakesOnlyAHeadingOff) {
  EXPECT_EQ(plain_abstract("Abstract: We grow it."), "We grow it.");
  EXPECT_EQ(plain_abstract("ABSTRACT We grow it."), "We grow it.");
  EXPECT_EQ(plain_abstract("Abstracting from defects"), "Abstracting from defects");
  EXPECT_EQ(plain_abstract("Summary of all phases"), "Summary of all phases");
}

}  // namespace
}  // namespace clasp
