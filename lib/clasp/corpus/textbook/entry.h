// SPDX-License-Identifier: MIT
// Crystals of the table and packings of their atoms as they go into a corpus: formula, space group,
// captions.
#pragma once

#include <string>

#include "core/rng.h"
#include "corpus/captions.h"
#include "corpus/textbook/tables.h"

namespace clasp {

/// @param crystal  with the substance's elements on the sites of its structure type
/// @param source   unique in a corpus, and the group that must not straddle a split
TextbookEntry crystal_entry(const Substance& s, const Structure& crystal,
                            const std::string& source);

/// False for sheets, which have no density, endless chains, and fullerenes, which do not melt.
bool can_be_packed(const Substance& s);
/// A liquid or, one number in four, a glass of the crystal's atoms; parent unset.
TextbookEntry packing_entry(const Substance& s, const TextbookEntry& crystal, int number, Rng& rng);

}  // namespace clasp
