// SPDX-License-Identifier: MIT
// Formulas as people write them.
#pragma once

#include <map>
#include <string>

namespace clasp {

/// Amounts by atomic number: "NaCl", "Ca(OH)2", "La1.85Sr0.15CuO4". Throws Error for what is no
/// formula.
std::map<int, double> parse_formula(const std::string& formula);

}  // namespace clasp
