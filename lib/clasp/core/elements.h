// SPDX-License-Identifier: MIT
// Chemical elements: symbols, masses, and the 92 CGCNN features.
#pragma once

#include <array>
#include <string_view>

namespace clasp {

constexpr int kElements = 118;         ///< elements with a symbol and a mass
constexpr int kFeatureElements = 100;  ///< elements 1..100 have features
constexpr int kElementFeatures = 92;

/// Atomic number of a symbol as written in a CIF or a LAMMPS input ("Si", "si", "SI", "D", "T"); 0
/// if there is none.
int atomic_number(std::string_view symbol);
/// Symbol of element z, 1 <= z <= kElements.
std::string_view element_symbol(int z);
/// Lower-case English name of element z.
std::string_view element_name(int z);
/// Standard atomic weight of element z in g/mol.
double atomic_mass(int z);
/// Pauling electronegativity; 0 where none is known.
double electronegativity(int z);
/// One-hot bins of nine properties (group, period, electronegativity, covalent radius, valence
/// electrons, first ionisation energy, electron affinity, block, atomic volume), 1 <= z <=
/// kFeatureElements. Source: Xie, Grossman, Phys. Rev. Lett. 120 (2018) 145301, supplement.
std::array<float, kElementFeatures> element_features(int z);

}  // namespace clasp
