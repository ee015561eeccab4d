// SPDX-License-Identifier: MIT
// Liquids from molecular dynamics, as patterns for melts whose bond angles pair potentials do not
// give.
#pragma once

#include <array>
#include <string>
#include <vector>

#include "core/rng.h"
#include "core/structure.h"

namespace clasp {

/// A small liquid in a periodic box.
struct LiquidPattern {
  const char* like;             ///< "diamond", "zinc-blende", "silica": crystals that melt so
  std::array<double, 3> edges;  ///< in the crystal's shortest distance
  std::array<int, 2> counts;    ///< atoms of the first kind, then of the second
  const char* coordinates;      ///< of one atom after the other, two base-64 digits each
};

/// All patterns, as make_liquids.py wrote them.
const std::vector<LiquidPattern>& liquid_patterns();

/// What a crystal of this structure type melts like, or "" where no pattern is of use: metals,
/// molecules, compounds of three elements.
std::string pattern_of_melt(const Structure& crystal, const std::string& prototype);

/// A pattern drawn among those like `like`, at the crystal's scale and with its elements: the first
/// kind is the rarer element, or the less electronegative one of two.
Structure copy_liquid(const std::string& like, const Structure& crystal, Rng& rng);

}  // namespace clasp
