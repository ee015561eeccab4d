// SPDX-License-Identifier: MIT
// The parts of the table of structure types.
#pragma once

#include <vector>

#include "corpus/textbook/tables.h"

namespace clasp {

const std::vector<Prototype>& element_prototypes();
const std::vector<Prototype>& binary_prototypes();
const std::vector<Prototype>& compound_prototypes();  ///< three kinds of atoms and more

}  // namespace clasp
