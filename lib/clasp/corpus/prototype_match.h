// SPDX-License-Identifier: MIT
// Which structure type of the table a crystal has.
#pragma once

#include <string>

#include "corpus/textbook_tables.h"

namespace clasp {

/// Compares space group, amounts of the elements in the conventional cell (in order of
/// electronegativity) and nearest distance per cube root of volume with every substance of the
/// table. Null if none agrees.
/// @param crystal  conventional standard cell
const Prototype* recognise_prototype(const Structure& crystal, int space_group);

}  // namespace clasp
