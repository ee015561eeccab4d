// SPDX-License-Identifier: MIT
// CIF texts that several tests read.
#pragma once

#include <string>

namespace clasp {

/// Rock salt, eight atoms; `extra` goes before the atom sites.
inline std::string rock_salt_cif(const std::string& block = "salt", const std::string& extra = {},
                                 const std::string& cation = "Na") {
  return "data_" + block +
         "\n_cell_length_a 5.64\n_cell_length_b 5.64\n_cell_length_c 5.64\n_cell_angle_alpha 90\n"
         "_cell_angle_beta 90\n_cell_angle_gamma 90\n_space_group_IT_number 225\n" +
         extra +
         "loop_\n_atom_site_label\n_atom_site_fract_x\n_atom_site_fract_y\n_atom_site_fract_z\n" +
         cation + " 0 0 0\nCl 0.5 0.5 0.5\n";
}

}  // namespace clasp
