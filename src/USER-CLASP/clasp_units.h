// SPDX-License-Identifier: GPL-2.0-or-later
// Lengths and masses of LAMMPS' unit styles in Angstrom and g/mol.
#ifndef LMP_CLASP_UNITS_H
#define LMP_CLASP_UNITS_H

#include <string>

namespace clasp {

struct UnitFactors {
  double length;  ///< Angstrom per unit of length; 0 if the style has no physical length
  double mass;    ///< g/mol per unit of mass
};

/// Factors of a unit style as `units` names it. CODATA 2018 values.
inline UnitFactors unit_factors(const std::string& style) {
  constexpr double kGramsPerDalton = 1.66053906660e-24;
  if (style == "metal" || style == "real") return {1.0, 1.0};
  if (style == "electron") return {0.529177210903, 1.0};
  if (style == "si") return {1.0e10, 1.0e3 / kGramsPerDalton};
  if (style == "cgs") return {1.0e8, 1.0 / kGramsPerDalton};
  if (style == "micro") return {1.0e4, 1.0e-12 / kGramsPerDalton};
  if (style == "nano") return {10.0, 1.0e-18 / kGramsPerDalton};
  return {0.0, 0.0};
}

}  // namespace clasp

#endif
