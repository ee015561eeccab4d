// SPDX-License-Identifier: MIT
// A crystal structure: a periodic cell and its sites, each with one or several partial occupants.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "core/vec3.h"

namespace clasp {

struct Occupant {
  int z = 0;               ///< atomic number, 1..118 (deuterium and tritium are 1)
  double occupancy = 1.0;  ///< in (0, 1]
  bool operator==(const Occupant& o) const { return z == o.z && occupancy == o.occupancy; }
};

struct Site {
  Vec3 frac{};                      ///< fractional coordinates
  std::vector<Occupant> occupants;  ///< sorted by z, one entry per element; the rest of 1 is vacant
};

struct Structure {
  Mat3 lattice{};           ///< rows are the cell vectors, Angstrom
  std::vector<Site> sites;  ///< all atoms of the cell

  double volume() const { return std::abs(determinant(lattice)); }
  Vec3 cartesian(int site) const { return sites[site].frac * lattice; }
};

/// Cell lengths (Angstrom) and angles (degrees) to cell vectors, a along x, b in the xy plane.
Mat3 lattice_from_parameters(double a, double b, double c, double alpha, double beta, double gamma);

/// The structure repeated along its cell vectors; new sites follow the old order, image by image.
Structure supercell(const Structure& s, int na, int nb, int nc);

/// Amount of every element in the cell, by atomic number.
std::map<int, double> composition(const Structure& s);

/// Formula with elements in order of electronegativity, amounts divided by their common divisor
/// where they are whole: "NaCl", "SiO2", "Pd1.98Ge2SrAg0.02".
std::string reduced_formula(const Structure& s);
std::string reduced_formula(const std::map<int, double>& amounts);  ///< by atomic number

}  // namespace clasp
