// SPDX-License-Identifier: MIT
// CIF files, through gemmi and spglib to standard cells.
#include "corpus/cif.h"
#include "fuzz/target.h"

namespace {

constexpr std::size_t kSites = 100;  ///< beyond, spglib takes too long for thousands of inputs

constexpr const char* kRockSalt = R"(data_NaCl
_publ_section_title
;
 A title
 of two lines
;
_journal_paper_doi 10.1000/182
_journal_year 1999
_cell_length_a 5.6402(2)
_cell_length_b 5.6402
_cell_length_c 5.6402
_cell_angle_alpha 90
_cell_angle_beta 90
_cell_angle_gamma 90
_symmetry_space_group_name_H-M 'F m -3 m'
loop_
_atom_site_label
_atom_site_type_symbol
_atom_site_fract_x
_atom_site_fract_y
_atom_site_fract_z
_atom_site_occupancy
Na1 Na1+ 0 0 0 1
Cl1 Cl1- 0.5 0.5 0.5 1.0
)";

constexpr const char* kTwoBlocks = R"(data_global
_publ_author_name 'Nobody'
data_disordered
_cell_length_a 3.8
_cell_length_b 3.9
_cell_length_c 12.1
_cell_angle_alpha 90
_cell_angle_beta 95.5
_cell_angle_gamma 90
loop_
_symmetry_equiv_pos_as_xyz
'x, y, z'
'-x, 1/2+y, -z'
loop_
_atom_site_label
_atom_site_fract_x
_atom_site_fract_y
_atom_site_fract_z
_atom_site_occupancy
_atom_site_disorder_group
La1 0.3333 0.6667 0.25 0.85(1) .
Sr1 0.3333 0.6667 0.25 0.15 .
O1 0.1 0.2 0.3 0.5 1
O2 0.12 0.21 0.3 0.5 2
D1 0.4 0.4 0.4 1 ?
)";

}  // namespace

std::vector<std::string> fuzz_seeds() {
  return {kRockSalt, kTwoBlocks};
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  return clasp::test::parse_input(data, size, [](const std::string& text) {
    std::vector<clasp::CifProblem> problems;
    for (const auto& entry : clasp::read_cif(text, "input.cif", {}, &problems))
      if (entry.structure.sites.size() <= kSites)
        clasp::conventional_standard_cell(entry.structure, "input.cif", nullptr, entry.kinds);
  });
}
