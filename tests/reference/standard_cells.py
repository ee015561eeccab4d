#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""CIF texts with what pymatgen makes of them, for tests/unit/corpus: writes tests/reference/data/standard_cells.json.

usage: standard_cells.py   (pip install pymatgen)

Structures are known from textbooks or made up; each is written in a cell that is not the standard one, so that the
choice of axes is tested.
"""
import json
import os
import tempfile
import warnings

import numpy as np
from pymatgen.core import Lattice, Structure
from pymatgen.io.cif import CifWriter
from pymatgen.symmetry.analyzer import SpacegroupAnalyzer

warnings.filterwarnings("ignore")
OUT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "data", "standard_cells.json")

# name, space group, lattice, species, coordinates of the asymmetric unit
CRYSTALS = [
    ("diamond", "Fd-3m", Lattice.cubic(3.567), ["C"], [[0, 0, 0]]),
    ("rock salt", "Fm-3m", Lattice.cubic(5.640), ["Na", "Cl"], [[0, 0, 0], [0.5, 0.5, 0.5]]),
    ("alpha polonium", "Pm-3m", Lattice.cubic(3.359), ["Po"], [[0, 0, 0]]),
    ("iron, bcc", "Im-3m", Lattice.cubic(2.866), ["Fe"], [[0, 0, 0]]),
    ("pyrite", "Pa-3", Lattice.cubic(5.418), ["Fe", "S"], [[0, 0, 0], [0.385, 0.385, 0.385]]),
    ("rutile", "P4_2/mnm", Lattice.tetragonal(4.594, 2.959), ["Ti", "O"], [[0, 0, 0], [0.305, 0.305, 0]]),
    ("anatase", "I4_1/amd", Lattice.tetragonal(3.784, 9.515), ["Ti", "O"], [[0, 0, 0], [0, 0, 0.2081]]),
    ("white tin", "I4_1/amd", Lattice.tetragonal(5.831, 3.182), ["Sn"], [[0, 0, 0]]),
    ("almost cubic tetragonal", "P4mm", Lattice.tetragonal(3.994, 4.034), ["Ba", "Ti", "O", "O"],
     [[0, 0, 0.01], [0.5, 0.5, 0.52], [0.5, 0.5, 0.98], [0.5, 0, 0.49]]),
    ("magnesium", "P6_3/mmc", Lattice.hexagonal(3.209, 5.211), ["Mg"], [[1 / 3, 2 / 3, 0.25]]),
    ("wurtzite", "P6_3mc", Lattice.hexagonal(3.822, 6.260), ["Zn", "S"], [[1 / 3, 2 / 3, 0], [1 / 3, 2 / 3, 0.375]]),
    ("flat hexagonal", "P6/mmm", Lattice.hexagonal(3.085, 3.523), ["Mg", "B"], [[0, 0, 0], [1 / 3, 2 / 3, 0.5]]),
    ("quartz", "P3_221", Lattice.hexagonal(4.913, 5.405), ["Si", "O"],
     [[0.4697, 0, 2 / 3], [0.4133, 0.2672, 0.7855]]),
    ("calcite", "R-3c", Lattice.hexagonal(4.990, 17.061), ["Ca", "C", "O"],
     [[0, 0, 0], [0, 0, 0.25], [0.2568, 0, 0.25]]),
    ("bismuth", "R-3m", Lattice.hexagonal(4.546, 11.862), ["Bi"], [[0, 0, 0.2334]]),
    ("perovskite", "Pnma", Lattice.orthorhombic(5.381, 7.645, 5.443), ["Ca", "Ti", "O", "O"],
     [[0.036, 0.25, 0.993], [0, 0, 0.5], [0.484, 0.25, 0.071], [0.289, 0.037, 0.711]]),
    ("gallium", "Cmce", Lattice.orthorhombic(4.520, 7.660, 4.526), ["Ga"], [[0, 0.1549, 0.081]]),
    ("A-centred", "Amm2", Lattice.orthorhombic(3.98, 5.69, 5.72), ["K", "Nb", "O", "O"],
     [[0, 0, 0.015], [0.5, 0, 0.51], [0, 0, 0.48], [0.5, 0.25, 0.23]]),
    ("F-centred orthorhombic", "Fddd", Lattice.orthorhombic(10.46, 12.87, 24.49), ["S"], [[0.1449, 0.0465, 0.0476]]),
    ("I-centred orthorhombic", "Imma", Lattice.orthorhombic(7.71, 4.36, 5.52), ["Cs", "Au"],
     [[0, 0.25, 0.6], [0.2, 0.25, 0.1]]),
    ("baddeleyite", "P2_1/c", Lattice.monoclinic(5.150, 5.212, 5.317, 99.23), ["Zr", "O", "O"],
     [[0.2754, 0.0395, 0.2083], [0.07, 0.3317, 0.3447], [0.4496, 0.7569, 0.4792]]),
    ("C-centred monoclinic", "C2/m", Lattice.monoclinic(12.23, 3.04, 5.80, 103.7), ["Ga", "Ga", "O", "O", "O"],
     [[0.0905, 0, 0.7946], [0.3414, 0, 0.6857], [0.1645, 0, 0.1098], [0.4959, 0, 0.2563], [0.8267, 0, 0.4365]]),
    ("C-centred monoclinic, long b", "C2/c", Lattice.monoclinic(6.28, 15.20, 6.52, 127.4), ["Ca", "S", "O"],
     [[0, 0.3297, 0.25], [0, 0.8273, 0.25], [0.083, 0.272, 0.591]]),
    ("monoclinic, right angles", "P2_1", Lattice.monoclinic(4.1, 5.2, 6.3, 90.0), ["Se", "O"],
     [[0.11, 0.23, 0.37], [0.31, 0.58, 0.83]]),
    ("triclinic", "P-1", Lattice.from_parameters(7.13, 7.85, 5.57, 90.1, 101.2, 106.0), ["B", "O", "O"],
     [[0.11, 0.23, 0.37], [0.31, 0.58, 0.83], [0.72, 0.15, 0.64]]),
    ("triclinic, obtuse", "P1", Lattice.from_parameters(5.1, 6.4, 7.3, 112.0, 98.5, 104.3), ["Cu", "S"],
     [[0.1, 0.2, 0.3], [0.55, 0.61, 0.77]]),
]
# Cells in which the CIF is written: integer matrices of determinant 1 to 3.
SETTINGS = {
    "as is": np.eye(3, dtype=int),
    "cyclic axes": np.array([[0, 1, 0], [0, 0, 1], [1, 0, 0]]),
    "sheared": np.array([[1, 1, 0], [0, 1, 0], [0, -1, 1]]),
    "doubled": np.array([[1, 0, 0], [0, 2, 0], [0, 0, 1]]),
}

# Texts that no structure writer makes: what CIF authors do.
CELL = "_cell_length_a {a}\n_cell_length_b {b}\n_cell_length_c {c}\n_cell_angle_alpha {al}\n_cell_angle_beta {be}\n" \
       "_cell_angle_gamma {ga}\n"
CUBIC = CELL.format(a="5.640(2)", b="5.640(2)", c="5.640(2)", al=90, be=90, ga=90)
HEXAGONAL = CELL.format(a="2.950", b="2.950", c="4.686", al=90, be=90, ga=120)
SITES = "loop_\n_atom_site_label\n_atom_site_type_symbol\n_atom_site_fract_x\n_atom_site_fract_y\n_atom_site_fract_z\n"
OCCUPIED = SITES + "_atom_site_occupancy\n"
TEXTS = {
    "space group by name": "data_a\n" + CUBIC + "_symmetry_space_group_name_H-M 'F m -3 m'\n" + SITES +
                           "Na1 Na1+ 0 0 0\nCl1 Cl1- 0.5 0.5 0.5\n",
    "space group by number": "data_a\n" + CUBIC + "_space_group_IT_number 225\n" + SITES + "Na Na 0 0 0\nCl Cl .5 .5 .5\n",
    "no symmetry given": "data_a\n" + CUBIC + SITES + "Na Na 0 0 0\nCl Cl .5 .5 .5\n",
    "operations before name": "data_a\n" + CUBIC + "_symmetry_space_group_name_H-M 'F m -3 m'\n"
                              "loop_\n_symmetry_equiv_pos_as_xyz\n'x, y, z'\n'-x, -y, -z'\n"
                              "'1/2+X, 1/2+Y, Z'\n'x,y+0.5,z+.5'\n'x+1/2,y,1/2+z'\n" + SITES +
                              "Na Na 0 0 0\nCl Cl 0.5 0 0\n",
    "thirds of four digits": "data_a\n" + HEXAGONAL + "_symmetry_space_group_name_H-M 'P 63/m m c'\n" + SITES +
                             "Ti Ti 0.3333 0.6667 0.25\n",
    "shared sites": "data_a\n" + CUBIC + "_space_group_IT_number 225\n" + OCCUPIED +
                    "Na1 Na 0 0 0 0.75(2)\nK1 K 0 0 0 0.25(2)\nCl1 Cl 0.5 0.5 0.5 1\n",
    "equivalent rows": "data_a\n" + CUBIC + "_space_group_IT_number 225\n" + OCCUPIED +
                       "Na1 Na 0 0 0 0.5\nNa2 Na 0 0.5 0.5 0.25\nCl1 Cl 0.5 0.5 0.5 1\n",
    "too full": "data_a\n" + CUBIC + "_space_group_IT_number 225\n" + OCCUPIED +
                "Na1 Na 0 0 0 0.9\nK1 K 0 0 0 0.3\nCl1 Cl 0.5 0.5 0.5 1\n",
    "vacancies": "data_a\n" + CUBIC + "_space_group_IT_number 225\n" + OCCUPIED +
                 "Na1 Na 0 0 0 0.85\nCl1 Cl 0.5 0.5 0.5 ?\n",
    "labels only": "data_a\n" + CUBIC + "_space_group_IT_number 225\nloop_\n_atom_site_label\n_atom_site_fract_x\n"
                   "_atom_site_fract_y\n_atom_site_fract_z\nNA1 0 0 0\nCL2a 0.5 0.5 0.5\n",
    "deuterium": "data_a\n" + CUBIC + "_space_group_IT_number 225\n" + SITES + "Li Li 0 0 0\nD D 0.5 0.5 0.5\n",
    "implicit hydrogen": "data_a\n" + CUBIC + "loop_\n_atom_site_label\n_atom_site_fract_x\n_atom_site_fract_y\n"
                         "_atom_site_fract_z\nMg 0 0 0\nO-H1 0.3 0.3 0.3\nWat 0.6 0.7 0.8\nOH3 0.4 0.1 0.8\n",
    "charges break the symmetry": "data_a\n" + CELL.format(a=4, b=4, c=4, al=90, be=90, ga=90) +
                                  "loop_\n_atom_type_symbol\n_atom_type_oxidation_number\nFe2+ 2\nFe3+ 3\n" + SITES +
                                  "Fe1 Fe2+ 0 0 0\nFe2 Fe3+ 0.5 0.5 0.5\n",
    "two blocks": "data_global\n_publ_section_title 'A title'\ndata_second\n" + CUBIC + "_space_group_IT_number 225\n" + SITES +
                  "Na Na 0 0 0\nCl Cl .5 .5 .5\n",
    "unreadable coordinate": "data_a\n" + CUBIC + SITES + "Na Na 0 0 ?\n",
    "no cell": "data_a\n" + SITES + "Na Na 0 0 0\n",
    "no volume": "data_a\n" + CELL.format(a=5, b=5, c=0, al=90, be=90, ga=90) + SITES + "Na Na 0 0 0\n",
    "atoms on top of each other": "data_a\n" + CUBIC + SITES + "Na Na 0 0 0\nNa Na 0.001 0 0\n",
}


def cell_of(text):
    """What pymatgen makes of a CIF text."""
    with tempfile.NamedTemporaryFile("w", suffix=".cif") as file:
        file.write(text)
        file.flush()
        try:
            structure = Structure.from_file(file.name, primitive=False)
            analyzer = SpacegroupAnalyzer(structure, symprec=0.01, angle_tolerance=5)
            cell = analyzer.get_conventional_standard_structure()
        except (ValueError, TypeError) as problem:
            return {"error": str(problem)}
    species = []
    for site in cell:
        amounts = {}
        for s, amount in site.species.items():
            amounts[s.symbol] = amounts.get(s.symbol, 0) + amount
        species.append(amounts)
    return {"space_group": analyzer.get_space_group_number(), "read_sites": len(structure),
            "lattice": np.round(cell.lattice.matrix, 9).tolist(), "species": species,
            "frac": np.round(cell.frac_coords, 9).tolist()}


def main():
    records = []
    for name, group, lattice, species, coordinates in CRYSTALS:
        crystal = Structure.from_spacegroup(group, lattice, species, coordinates)
        for setting, matrix in SETTINGS.items():
            changed = crystal * matrix if setting == "doubled" else crystal.copy()
            if setting != "doubled":
                changed = Structure(Lattice(matrix @ crystal.lattice.matrix), crystal.species, crystal.cart_coords,
                                    coords_are_cartesian=True, to_unit_cell=True)
            text = str(CifWriter(changed, significant_figures=8))
            records.append({"name": f"{name}, {setting}", "cif": text, **cell_of(text)})
    for name, text in TEXTS.items():
        records.append({"name": name, "cif": text, **cell_of(text)})
    with open(OUT, "w") as out:
        out.write("[\n" + ",\n".join(json.dumps(r) for r in records) + "\n]\n")
    print(len(records), "structures;", sum("error" in r for r in records), "refused;", os.path.getsize(OUT), "bytes")


if __name__ == "__main__":
    main()
