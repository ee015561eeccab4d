# SPDX-License-Identifier: MIT
"""The /kk styles: switched on by the suffix, and equal to the host styles."""
import unittest

from lammps_runner import HOT_SILICON, LMP_OPTIONS, MODEL, MODELS, SALT, SILICON, LammpsTest, cell

KOKKOS = LMP_OPTIONS or ["-k", "on", "-sf", "kk"]
ON_DEVICE = KOKKOS + ["-pk", "kokkos", "comm", "device"]  # as LAMMPS communicates with a GPU
FIRST_ATOM = MODELS / "first-atom.safetensors"
PAIR = ("pair_style zero 4.0\npair_coeff * *", "pair_style lj/cut 4.0\npair_coeff * * 0.0 1.0")
PAIR_IN_RUN = ("pair_style zero 4.0\npair_coeff * *", "pair_style sw\npair_coeff * * Si.sw Si")
CLUSTER = cell("diamond 5.431", 1, "-4 4 -4 4 -4 4", "mass 1 28.0855", before="boundary f f f",
               create="1 single 0 0 0\ncreate_atoms 1 single 0.25 0.25 0.25\n"
                      "create_atoms 1 single 0.6 0.1 0.3") + "comm_modify cutoff 10.0\n"


class Kokkos(LammpsTest):
    def agree(self, crystal, **arguments):
        host = self.embedding(crystal.replace(*PAIR), options=[], **arguments)
        for ranks in (1, 2, 4):
            for options in (KOKKOS, ON_DEVICE):
                kk = self.embedding(crystal.replace(*PAIR), options=options, ranks=ranks,
                                    **arguments)
                self.assert_equal_embeddings(host, kk)
        return host

    def test_suffix_switches_them_on(self):
        out = self.lammps(f"""{SILICON.replace(*PAIR)}
compute e all clasp/embed {MODEL} Si
fix s all clasp/score 10 e prompts "silicon" "salt"
info computes fixes
""", options=KOKKOS).output
        self.assertIn("clasp/embed/kk", out)
        self.assertIn("clasp/score/kk", out)

    def test_hot_crystal(self):
        self.assert_different_embeddings(self.agree(HOT_SILICON), self.agree(SILICON))

    def test_ties(self):
        self.agree(SALT, elements="Na Cl")

    def test_type_left_out(self):
        self.agree(SALT, elements="Na NULL")

    def test_other_units(self):
        self.agree(SILICON.replace("units metal", "units real"))

    def test_missing_neighbours_are_masked(self):
        self.agree(CLUSTER)

    def test_missing_neighbours_are_the_first_atom(self):
        self.agree(CLUSTER, model=FIRST_ATOM)

    def test_graph_of_a_group(self):
        half = HOT_SILICON + "region half block 0 1 INF INF INF INF\ngroup half region half\n"
        self.agree(half, group="half", keywords="graph group")

    def test_other_communication_styles(self):
        host = self.embedding(HOT_SILICON.replace(*PAIR), options=[])
        for style in ("comm_style tiled\nbalance 1.0 rcb", "newton off"):
            crystal = HOT_SILICON.replace(*PAIR)
            crystal = (f"{style}\n{crystal}" if style == "newton off" else f"{crystal}{style}\n")
            self.assert_equal_embeddings(
                host, self.embedding(crystal, options=ON_DEVICE, ranks=4))

    def test_values_of_atoms(self):
        script = f"""{HOT_SILICON.replace(*PAIR)}
region some block INF INF INF INF INF 1.2
group some region some
compute a some clasp/atom {MODEL} Si radius 4.5 tag 50 prompts "silicon" "salt"
compute e some clasp/embed {MODEL} Si
fix s all clasp/score 1 e peratom yes prompts "silicon" "salt"
dump d all custom 1 atoms.dump x y z c_a[*] f_s[*]
dump_modify d format float %.9g
info computes
run 0
"""
        def values(ranks, options):
            output = self.lammps(script, ranks, options=options).output
            self.assertEqual("clasp/atom/kk" in output, options != [])
            rows = (self.folder / "atoms.dump").read_text().split("ITEM: ATOMS")[1].splitlines()[1:]
            atoms = [list(map(float, row.split())) for row in rows]
            return sorted(atoms, key=lambda atom: [round(x, 3) for x in atom[:3]])

        host = values(1, [])
        self.assertGreater(len({row[3] for row in host}), 1)
        self.assertGreater(len({row[6] for row in host}), 20)
        for ranks, options in ((1, KOKKOS), (2, KOKKOS), (4, ON_DEVICE)):
            for a, b in zip(host, values(ranks, options)):
                self.assertEqual(a[5], b[5])
                # one reference crystal more or less may lie below a cosine that differs by rounding
                for x, y, within in zip(a, b, 3 * [1e-6] + 3 * [1.1] + 2 * [1e-6]):
                    self.assertAlmostEqual(x, y, delta=within)

    def test_scores_of_a_run(self):
        script = f"""{HOT_SILICON.replace(*PAIR_IN_RUN)}
velocity all create 1000 4711
fix move all nve
compute e all clasp/embed {MODEL} Si
fix s all clasp/score 10 e file tags.csv prompts "silicon" "salt" "a perovskite"
run 30
"""
        self.lammps(script, options=[])
        (self.folder / "tags.csv").rename(self.folder / "host.csv")
        result = self.lammps(script, ranks=2, options=KOKKOS)
        self.assertEqual(len(result.tags()), 4)
        for a, b in zip(result.tags("host.csv"), result.tags()):
            for name in a:
                if name.startswith("cosine"):
                    self.assertAlmostEqual(float(a[name]), float(b[name]), places=5)


if __name__ == "__main__":
    unittest.main()
