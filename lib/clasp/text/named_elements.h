// SPDX-License-Identifier: MIT
// The elements that a text names.
#pragma once

#include <bitset>
#include <string>

#include "core/elements.h"

namespace clasp {

/// To be raised with every change of what named_elements() gives, as in text/formulas.h.
constexpr int kNamingRules = 1;

/// Bit z - 1 is set where a word of the text names element z: "copper", "oxides" (oxygen),
/// "niobate" (niobium and oxygen), in British or American spelling. Symbols are not words: see
/// spell_formulas().
std::bitset<kFeatureElements> named_elements(const std::string& text);

}  // namespace clasp
