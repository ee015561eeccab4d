// SPDX-License-Identifier: MIT
#include <fmt/format.h>

#include <cmath>

#include "core/elements.h"
#include "corpus/export.h"

namespace clasp {
namespace {

constexpr double kDegrees = 180.0 / 3.14159265358979323846;

double angle(const Vec3& a, const Vec3& b) {
  return std::acos(dot(a, b) / (norm(a) * norm(b))) * kDegrees;
}

}  // namespace

std::string cif_name(std::int64_t id) {
  const std::string digits = fmt::format("{:07}", id);
  return fmt::format("{}/{}/{}/{}.cif", digits.substr(0, digits.size() - 6),
                     digits.substr(digits.size() - 6, 2), digits.substr(digits.size() - 4, 2),
                     digits);
}

std::string cif_text(const StructureRow& row) {
  const auto& [a, b, c] = row.structure.lattice;
  std::string text = fmt::format(
      "data_{}\n_cell_length_a {:.12g}\n_cell_length_b {:.12g}\n_cell_length_c {:.12g}\n"
      "_cell_angle_alpha {:.12g}\n_cell_angle_beta {:.12g}\n_cell_angle_gamma {:.12g}\n"
      "_space_group_name_H-M_alt 'P 1'\n_space_group_IT_number 1\n"
      "loop_\n_space_group_symop_operation_xyz\n'x, y, z'\n"
      "loop_\n_atom_site_label\n_atom_site_type_symbol\n_atom_site_fract_x\n_atom_site_fract_y\n"
      "_atom_site_fract_z\n_atom_site_occupancy\n",
      row.id, norm(a), norm(b), norm(c), angle(b, c), angle(a, c), angle(a, b));
  // Lengths and angles stand for a right-handed cell: a left-handed one is written inverted, with
  // its coordinates, which leaves every atom where it is.
  const double hand = determinant(row.structure.lattice) < 0 ? -1.0 : 1.0;
  int number = 0;
  for (const Site& site : row.structure.sites) {
    ++number;
    for (const Occupant& o : site.occupants)
      text += fmt::format("{0}{1} {0} {2:.12f} {3:.12f} {4:.12f} {5:.12g}\n", element_symbol(o.z),
                          number, hand * site.frac[0], hand * site.frac[1], hand * site.frac[2],
                          o.occupancy);
  }
  return text;
}

}  // namespace clasp
