// SPDX-License-Identifier: MIT
// Formulas spelled out in words, for text encoders that know words better than symbols.
#pragma once

#include <string>
#include <string_view>

namespace clasp {

/// To be raised with every change of what spell_formulas() gives: what was encoded before is stale.
constexpr int kSpellingRules = 3;

/// The text with every formula replaced by the names of its elements: "SrTiO3" by "strontium
/// titanium oxide", "Cu(II)" by "copper(II)", "La2-xSrxCuO4" by "lanthanum strontium copper oxide".
/// Amounts are lost. Marks of sub- and superscripts as databases of titles have them ("GeO~2~",
/// "Mn$_3$O$_4$", "<sub>2</sub>") go. A letter is an element where it begins a text or stands
/// beside words for matter: "W metal", "liquid K". What may be a word or an abbreviation stays:
/// "In", "As", "COF", "NO", "high-Tc", "re-entrant", "P21/c", "Fm-3m", "300 K".
std::string spell_formulas(std::string_view text);

}  // namespace clasp
