// SPDX-License-Identifier: MIT
// Space groups as people name them.
#pragma once

#include <string>

namespace clasp {

/// Number (1..230) of a Hermann-Mauguin symbol, short or long ("Fm-3m", "P 1 21/c 1"); 0 if there
/// is none such.
int space_group_number(const std::string& symbol);
/// Short symbol of a number; empty if it is none.
std::string space_group_symbol(int number);

}  // namespace clasp
