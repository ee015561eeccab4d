// SPDX-License-Identifier: MIT
// Liquids and glasses: the atoms or molecules of a crystal packed without its order, by a short
// Monte Carlo run.
#pragma once

#include "core/rng.h"
#include "core/structure.h"
#include "corpus/database.h"

namespace clasp {

/// How the atoms hold together, which decides density and neighbours of the melt.
enum class Bonding { kMetallic, kIonic, kCovalent, kDispersion, kMolecular };

/// From the elements alone: metals, noble gases, metals with nonmetals of much higher
/// electronegativity, and the rest. Never kMolecular.
Bonding bonding_of(const Structure& crystal);

/// About 60 atoms of the crystal's composition in a cubic cell with the density of a melt or a
/// glass. Pairs that touch in the crystal attract each other, the others only repel at their
/// distance in the crystal; a liquid stays at a temperature, a glass is quenched. Molecules
/// (kMolecular) move as rigid bodies. Deterministic for a given state of `rng`.
/// @param phase  Phase::kLiquid or Phase::kGlass
Structure pack_atoms(const Structure& crystal, Bonding bonding, Phase phase, Rng& rng);

}  // namespace clasp
