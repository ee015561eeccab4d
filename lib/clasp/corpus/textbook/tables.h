// SPDX-License-Identifier: MIT
// The table of facts behind `clasp corpus textbook`: structure types and the substances that have
// them.
#pragma once

#include <array>
#include <string>
#include <vector>

#include "core/structure.h"

namespace clasp {

/// A structure type: a space group and the asymmetric unit.
struct Prototype {
  const char* id;     ///< "rock-salt"; the last part of an entry's source
  const char* group;  ///< Hermann-Mauguin symbol with its setting, "F d -3 m:2"; rhombohedral ones
                      ///< on hexagonal axes
  /// "A 0 0 0; X u u 1/4": A, B, C, D, E are the substance's elements in the order of its
  /// `elements`; coordinates are sums of numbers, fractions and the letters u to z or a to h that
  /// `free` lists.
  const char* sites;
  const char*
      free;  ///< letters of the free coordinates in the order their values follow the cell, "uv"
  const char*
      adjective;  ///< wordings that go before a name, separated by '|': "fcc|face-centred cubic"
  const char*
      types;  ///< wordings for the structure itself: "face-centred cubic structure|A1 structure"
};

/// A substance in one structure. Lengths in Angstrom, angles in degrees, at room temperature where
/// it is solid there.
struct Substance {
  const char* prototype;  ///< Prototype::id
  /// "Na Cl"; a mixed or partly vacant site is "Co:0.5,Ni:0.5" or "O:0.96".
  const char* elements;
  /// The cell parameters that the crystal system leaves free (a; a c; a b c; a b c beta), then the
  /// free coordinates.
  std::array<double, 13> numbers;
  const char* names;  ///< "sodium chloride|halite|table salt", the plainest first
  const char*
      classes;  ///< what it is, true statements only: "alkali halide|ionic crystal|insulator"
  const char* fused =
      "";  ///< names for liquid and glass where `names` has none that fits: "silica"
};

const std::vector<Prototype>& prototypes();
const std::vector<Substance>& substances();
/// The prototype with this id. Throws Error if there is none.
const Prototype& find_prototype(const std::string& id);

/// International number of the prototype's space group.
int space_group_number(const Prototype& p);
/// The conventional cell of a substance. Throws Error (subject: the substance) where the table
/// contradicts itself: unknown element or group, a coordinate that cannot be read, too few numbers.
Structure build_crystal(const Substance& s);

/// The parts of "a|b|c".
std::vector<std::string> split_words(const std::string& text, char separator = '|');

}  // namespace clasp
