// SPDX-License-Identifier: MIT
// Titles without the formulas in them: how much of retrieval is reading off the composition?
#pragma once

#include <set>
#include <string>

namespace clasp {

/// The text with every formula ("La2-xSrxCuO4", "GaAs", "Fe", "Cu(II)") and element name replaced
/// by "[MASK]", which a BERT knows. Only words made of `elements` (atomic numbers) count as
/// formulas, so that "UV" and "COF" stay; so do "In", "As" and other words of English.
std::string mask_formulas(const std::string& text, const std::set<int>& elements);

}  // namespace clasp
