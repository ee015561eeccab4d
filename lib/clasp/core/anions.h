// SPDX-License-Identifier: MIT
// Names of elements as anions.
#pragma once

#include <string_view>

namespace clasp {

/// "oxide" for oxygen; empty for elements that are no anions.
std::string_view anion_name(int z);

}  // namespace clasp
