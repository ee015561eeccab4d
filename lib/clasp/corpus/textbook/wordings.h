// SPDX-License-Identifier: MIT
// What people say about a textbook crystal, its melt and its glass.
#pragma once

#include <string>
#include <vector>

#include "corpus/textbook/packing.h"
#include "corpus/textbook/tables.h"

namespace clasp {

/// Captions that name the substance: name, formula, structure words, class, in 14 to 22 wordings.
/// @param formula  as people write it
/// @param ordered  with the elements in order of electronegativity, as in descriptions
std::vector<std::string> crystal_wordings(const Substance& s, const Prototype& p,
                                          const std::string& formula, const std::string& ordered);
/// Captions that many crystals share: "rock salt structure", "fcc noble metal".
std::vector<std::string> crystal_classes(const Substance& s, const Prototype& p);
/// "molten silicon", "amorphous silicon".
std::vector<std::string> packing_wordings(const Substance& s, const StructureRow& crystal,
                                          Phase phase);
/// "liquid", "molten metal", "metallic glass".
std::vector<std::string> packing_classes(const Substance& s, const Structure& crystal,
                                         Bonding bonding, Phase phase);

}  // namespace clasp
