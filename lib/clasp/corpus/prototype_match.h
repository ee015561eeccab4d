// SPDX-License-Identifier: MIT
// Which structure type of the table a crystal has.
#pragma once

#include <string>

#include "corpus/textbook/tables.h"

namespace clasp {

/// Compares with every substance of the table: space group, numbers of sites by element in the
/// conventional cell (in order of electronegativity; a mixed site counts for its main element), and
/// the neighbour distances of every element per cube root of the volume of a site. Null if none
/// agrees.
/// @param crystal  conventional standard cell
const Prototype* recognise_prototype(const Structure& crystal, int space_group);

}  // namespace clasp
