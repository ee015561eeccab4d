// SPDX-License-Identifier: MIT
// A crystal of the table as it goes into a corpus: formula, space group, captions.
#pragma once

#include <string>

#include "corpus/captions.h"
#include "corpus/textbook/tables.h"

namespace clasp {

/// @param crystal  with the substance's elements on the sites of its structure type
/// @param source   unique in a corpus, and the group that must not straddle a split
TextbookEntry crystal_entry(const Substance& s, const Structure& crystal,
                            const std::string& source);

}  // namespace clasp
