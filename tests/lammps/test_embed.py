# SPDX-License-Identifier: MIT
"""compute clasp/embed: the same vector whatever the ranks, the cell, the units or the route."""
import csv
import os
import subprocess
import unittest

from lammps_runner import (ENVIRONMENT, HOT_SILICON, MODEL, MODELS, SALT, SILICON, LammpsTest, cell)

WIDE = "comm_modify cutoff 10.0\n"
MASS = "mass 1 28.0855"
TRICLINIC = f"""units metal
atom_style atomic
lattice diamond 5.431
region box prism 0 2 0 2 0 2 0.5 0.3 -0.4
create_box 1 box
create_atoms 1 box
{MASS}
pair_style zero 4.0
pair_coeff * *
"""


class RankCount(LammpsTest):
    """1, 2 and 4 ranks agree, also where a rank has no atom."""

    def agree(self, crystal, **options):
        one = self.embedding(crystal, ranks=1, **options)
        for ranks in (2, 4):
            self.assert_equal_embeddings(one, self.embedding(crystal, ranks=ranks, **options))
        return one

    def test_bulk_and_sensitivity(self):
        # the perfect crystal has ties at the 12th neighbour, the displaced one has none
        ideal = self.agree(SILICON)
        self.assert_different_embeddings(ideal, self.agree(HOT_SILICON))

    def test_two_types(self):
        salt = self.agree(SALT, elements="Na Cl")
        sylvite = SALT.replace("22.98977", "39.0983")
        self.assert_different_embeddings(salt, self.embedding(sylvite, elements="K Cl"))

    def test_type_left_out(self):
        self.agree(SALT, elements="Na NULL")

    def test_slab_with_empty_ranks(self):
        slab = cell("diamond 5.431", 1, "0 2 0 2 0 12", MASS,
                    before="processors 1 1 *\nregion slab block -1 3 -1 3 0.9 3.1",
                    create="1 region slab")
        self.agree(slab)

    def test_triclinic(self):
        self.agree(TRICLINIC)

    def test_cluster_without_periodicity(self):
        # five atoms: every one is short of neighbours, and some of four ranks have none
        places = ["0.01 0.01 0.01", "0.26 0.26 0.26", "0.26 -0.24 -0.24", "-0.24 0.26 -0.24",
                  "-0.24 -0.24 0.26"]
        cluster = cell("diamond 5.431", 1, "-4 4 -4 4 -4 4", MASS, before="boundary f f f",
                       create="1 single " + "\ncreate_atoms 1 single ".join(places))
        masked = self.agree(cluster + WIDE)
        padded = self.agree(cluster + WIDE, model=MODELS / "first-atom.safetensors")
        self.assert_different_embeddings(masked, padded)

    def test_graph_of_a_group(self):
        grouped = SALT + "group sodium type 1\n"
        pooled = self.agree(grouped, elements="Na Cl", group="sodium")
        alone = self.agree(grouped, elements="Na Cl", group="sodium", keywords="graph group")
        self.assert_equal_embeddings(alone, self.embedding(SALT, elements="Na NULL"))
        self.assert_different_embeddings(pooled, alone)


class Invariance(LammpsTest):
    """What must not change the embedding."""

    def test_cell_smaller_than_the_cutoff(self):
        one = cell("diamond 5.431", 1, "0 1 0 1 0 1", MASS)
        self.assert_equal_embeddings(self.embedding(one), self.embedding(SILICON))

    def test_order_and_origin(self):
        shifted = SILICON.replace("lattice diamond 5.431",
                                  "lattice diamond 5.431 origin 0.13 0.29 0.37")
        self.assert_equal_embeddings(self.embedding(shifted), self.embedding(SILICON))

    def test_units(self):
        metal = self.embedding(SILICON)
        for style, length, mass in [("real", 1.0, 1.0), ("electron", 1 / 0.529177210903, 1.0),
                                    ("si", 1e-10, 1.66053906660e-27),
                                    ("cgs", 1e-8, 1.66053906660e-24),
                                    ("micro", 1e-4, 1.66053906660e-12),
                                    ("nano", 0.1, 1.66053906660e-6)]:
            other = (SILICON.replace("units metal", f"units {style}")
                     .replace("diamond 5.431", f"diamond {5.431 * length:.12g}")
                     .replace("mass 1 28.0855", f"mass 1 {28.0855 * mass:.8g}")
                     .replace("zero 4.0", f"zero {4.0 * length:.8g}"))
            other += f"neighbor {2.0 * length:.8g} bin\n"
            with self.subTest(units=style):
                self.assert_equal_embeddings(metal, self.embedding(other))

    def test_no_demands(self):
        plain = self.embedding(HOT_SILICON)
        for setting in ["atom_modify id no", "newton off", "comm_style tiled",
                        "neighbor 2.0 multi\ncomm_modify mode multi"]:
            crystal = HOT_SILICON.replace("pair_style", setting + "\npair_style")
            if setting.startswith(("atom_modify", "newton")):
                crystal = HOT_SILICON.replace("lattice", setting + "\nlattice")
            with self.subTest(setting=setting):
                self.assert_equal_embeddings(plain, self.embedding(crystal, ranks=2))

    def test_command_line_tool(self):
        for name, crystal, elements, cif in [("Si", SILICON, "Si", SILICON_CIF),
                                             ("NaCl", SALT, "Na Cl", SALT_CIF)]:
            with self.subTest(crystal=name):
                (self.folder / "crystal.cif").write_text(cif)
                subprocess.run([os.environ["CLASP_PROGRAM"], "embed", MODEL, "crystal.cif",
                                "--out", "crystal.csv"], cwd=self.folder, env=ENVIRONMENT,
                               check=True, stdout=subprocess.PIPE)
                with open(self.folder / "crystal.csv", encoding="utf-8") as table:
                    values = [float(v) for v in list(csv.reader(table))[1][1:]]
                self.assert_equal_embeddings(values, self.embedding(crystal, elements))


class Dynamics(LammpsTest):
    """The compute over time."""

    def test_ghosts_follow_a_changing_box(self):
        # fix deform moves the owned atoms at the end of a step, ghosts only at the next one
        moved = self.lammps(f"""{SILICON}
comm_modify cutoff 8.0
fix d all deform 1 x scale 1.1 remap x
compute e all clasp/embed {MODEL} Si
fix v all ave/time 10 1 10 c_e mode vector file embedding.txt format " %.12g"
run 10
""", ranks=2).vectors()[10]
        stretched = self.embedding(SILICON + "change_box all x scale 1.1 remap\n")
        self.assert_equal_embeddings(moved, stretched)
        self.assert_different_embeddings(moved, self.embedding(SILICON))

    def test_empty_group_gives_zeros(self):
        result = self.lammps(f"""{SILICON}
group nobody empty
compute e nobody clasp/embed {MODEL} Si
thermo_style custom step c_e[1] c_e[768]
run 0
""", ranks=2)
        self.assertEqual(result.thermo(), [{"Step": 0, "c_e[1]": 0, "c_e[768]": 0}])

    def test_init_many_times_and_clear(self):
        body = f"""{SILICON}
compute e all clasp/embed {MODEL} Si
thermo_style custom step c_e[1]
run 0
run 0
"""
        rows = self.lammps(body + "clear\n" + body).thermo()
        self.assertEqual(len(rows), 4)
        self.assertEqual(len({row["c_e[1]"] for row in rows}), 1)
        self.assertNotEqual(rows[0]["c_e[1]"], 0.0)


def cif(length, atoms):
    """A cubic crystal without symmetry: lines of symbol and fractional coordinates."""
    sites = "".join(f"{atom.split()[0]}{i} {atom}\n" for i, atom in enumerate(atoms, 1))
    return f"""data_crystal
_cell_length_a {length}
_cell_length_b {length}
_cell_length_c {length}
_cell_angle_alpha 90
_cell_angle_beta 90
_cell_angle_gamma 90
_symmetry_space_group_name_H-M 'P 1'
loop_
_atom_site_label
_atom_site_type_symbol
_atom_site_fract_x
_atom_site_fract_y
_atom_site_fract_z
{sites}"""


FACES = [(0, 0, 0), (0, .5, .5), (.5, 0, .5), (.5, .5, 0)]
SILICON_CIF = cif(5.431, [f"Si {x + d} {y + d} {z + d}" for d in (0, .25) for x, y, z in FACES])
SALT_CIF = cif(5.64, [f"{symbol} {x + d} {y} {z}" for symbol, d in (("Na", 0), ("Cl", .5))
                      for x, y, z in FACES])

if __name__ == "__main__":
    unittest.main()
