# SPDX-License-Identifier: MIT
"""Every way in which LAMMPS spreads, bounds, changes and loses atoms."""
import re
import unittest

from lammps_runner import HOT_SILICON, MODEL, MODELS, SALT, SILICON, LammpsTest, cell

MASS = "mass 1 28.0855"
WIDE = "comm_modify cutoff 10\n"  # atoms at a surface have their last neighbours far away
SLAB = cell("diamond 5.431", 1, "0 2 0 2 0 12", MASS, before="region slab block -1 3 -1 3 0.9 3.1",
            create="1 region slab") + "displace_atoms all random 0.04 0.04 0.04 4711\n" + WIDE
CLUSTER = cell("diamond 5.431", 1, "-4 4 -4 4 -4 4", MASS, before="region ball sphere 0 0 0 1.2",
               create="1 region ball") + "displace_atoms all random 0.04 0.04 0.04 4711\n" + WIDE
SW = "pair_style sw\npair_coeff * * Si.sw Si\n"
MOVING = f"{HOT_SILICON}{SW}velocity all create 2000 4711 loop geom\n"


def with_settings(crystal, settings):
    """The crystal with settings that LAMMPS wants before the box, or else after it."""
    early = ("atom_modify", "newton", "processors", "boundary", "box tilt")
    lines = settings.splitlines()
    before = "\n".join(line for line in lines if line.startswith(early))
    after = "\n".join(line for line in lines if not line.startswith(early))
    return crystal.replace("lattice", before + "\nlattice", 1) + after + "\n"


class Spread(LammpsTest):
    """However atoms are spread over ranks, the embedding is that of one rank."""

    def agree(self, crystal, ranks, *settings):
        one = self.embedding(crystal)
        for setting in settings:
            with self.subTest(ranks=ranks, setting=setting):
                self.assert_equal_embeddings(
                    one, self.embedding(with_settings(crystal, setting), ranks=ranks))

    def test_eight_ranks(self):
        self.agree(HOT_SILICON, 8, "processors 2 2 2", "processors 8 1 1", "processors 1 4 2")

    def test_one_atom_on_each_of_eight_ranks(self):
        self.agree(cell("diamond 5.431", 1, "0 1 0 1 0 1", MASS), 8,
                   "processors 2 2 2\ncomm_modify cutoff 8", "processors 1 1 8")

    def test_slab_in_vacuum(self):
        self.agree(SLAB, 8, "processors 1 1 8", "processors 2 1 4\nbalance 1.0 shift z 10 1.0")
        self.agree(SLAB, 4, "comm_style tiled\nbalance 1.0 rcb", "processors 1 1 4\nnewton off")

    def test_cluster_in_a_big_box(self):
        self.agree(CLUSTER, 8, "processors 8 1 1", "comm_style tiled\nbalance 1.0 rcb")

    def test_balance_during_a_run(self):
        run = f"""fix i all nve
compute e all clasp/embed {MODEL} Si
fix v all ave/time 10 1 10 c_e mode vector file embedding.txt format " %.12g"
"""
        start = SLAB + SW + "velocity all create 300 4711 loop geom\n"
        plain = self.lammps(f"{start}{run}run 20").vectors()[20]
        for setting in ("processors 1 1 4\nfix b all balance 5 1.0 shift z 10 1.0",
                        "comm_style tiled\nfix b all balance 5 1.0 rcb"):
            with self.subTest(setting=setting):
                other = self.lammps(f"{with_settings(start, setting)}{run}run 20", ranks=4)
                self.assert_equal_embeddings(plain, other.vectors()[20])

    def test_what_lammps_lets_users_set(self):
        self.agree(HOT_SILICON, 2, "atom_modify map array", "atom_modify map hash",
                   "atom_modify sort 0 0", "newton on off", "comm_modify cutoff 25",
                   "neigh_modify exclude type 1 1", "neighbor 0.5 nsq")

    def test_padding_with_any_atom_map(self):
        # one by one, so that IDs do not depend on the number of ranks
        few = cell("diamond 5.431", 1, "-4 4 -4 4 -4 4", MASS, create="1 single "
                   + "\ncreate_atoms 1 single ".join(["0 0 0", ".25 .25 .25", ".3 -.2 -.2"])) + WIDE
        model = MODELS / "first-atom.safetensors"
        one = self.embedding(few, model=model)
        self.assert_different_embeddings(one, self.embedding(few))
        for setting in ("atom_modify map yes", "newton off\natom_modify map hash"):
            with self.subTest(setting=setting):
                self.assert_equal_embeddings(
                    one, self.embedding(with_settings(few, setting), model=model, ranks=8))


class Box(LammpsTest):
    """The shape of the box and the kind of its faces."""

    def test_tilted_box_of_the_same_crystal(self):
        straight = self.embedding(SILICON)
        for tilt in ("2 0 0", "0 2 0", "-2 2 2"):
            prism = SILICON.replace("region box block 0 2 0 2 0 2",
                                    f"region box prism 0 2 0 2 0 2 {tilt}")
            with self.subTest(tilt=tilt):
                self.assert_equal_embeddings(
                    straight, self.embedding(with_settings(prism, "box tilt large"), ranks=4))

    def test_kinds_of_faces(self):
        slab, cluster = self.embedding(SLAB), self.embedding(CLUSTER)
        for boundary in ("p p f", "p p s", "p p m", "p p fs"):
            with self.subTest(boundary=boundary):
                self.assert_equal_embeddings(slab, self.embedding(
                    with_settings(SLAB, f"boundary {boundary}"), ranks=4))
        for boundary in ("s s s", "m s f"):
            with self.subTest(boundary=boundary):
                self.assert_equal_embeddings(cluster, self.embedding(
                    with_settings(CLUSTER, f"boundary {boundary}"), ranks=4))

    def test_replicate(self):
        self.assert_equal_embeddings(self.embedding(HOT_SILICON),
                                     self.embedding(HOT_SILICON + "replicate 1 2 3\n", ranks=2))


class Change(LammpsTest):
    """After any change during a run, the embedding is that of the same atoms read anew."""

    def changes(self, start, run, ranks=2, group="all", keywords="", again="", atoms=None):
        """Runs, and compares the last embedding with one from the data file that is left."""
        compute = f"compute e {group} clasp/embed {MODEL} Si {keywords}\n"
        result = self.lammps(f"""{start}
{compute}fix s all clasp/score 5 e prompts ice
fix v all ave/time 5 1 5 c_e mode vector file embedding.txt format " %.12g"
thermo 5
{run}
write_data last.data
""", ranks)
        blocks = result.vectors()
        last = blocks[max(blocks)]
        head = start[:start.index("lattice")]
        reread = self.embedding(f"{head}read_data last.data\npair_style zero 4.0\npair_coeff * *\n"
                                f"comm_modify cutoff 12\n{again}", group=group, keywords=keywords)
        self.assert_equal_embeddings(last, reread)
        self.assert_different_embeddings(last, blocks[min(blocks)])
        if atoms:
            counts = [int(line.split()[0]) for line in
                      (self.folder / "last.data").read_text().splitlines()
                      if line.endswith(" atoms")]
            self.assertTrue(atoms(counts[0]), counts)
        return result

    def test_npt(self):
        self.changes(MOVING, "fix i all npt temp 2000 2000 0.1 x 1e5 1e5 0.05 y 0 0 0.05\nrun 20",
                     ranks=4)

    def test_shear_that_flips_the_box(self):
        start = MOVING.replace("region box block 0 2 0 2 0 2",
                               "region box prism 0 2 0 2 0 2 0.9 0 0")
        self.changes(f"{start}fix i all nve\nfix d all deform 1 xy erate 10 remap x\n",
                     "run 40", ranks=4)
        tilt = [line for line in (self.folder / "last.data").read_text().splitlines()
                if line.endswith("xy xz yz")][0]
        self.assertLess(float(tilt.split()[0]), 0)

    def test_atoms_that_are_lost(self):
        start = with_settings(CLUSTER + SW, "boundary f f f")
        start = start.replace("-4 4 -4 4 -4 4", "-2 2 -2 2 -2 2")
        self.changes(start, "velocity all create 60000 4711 loop geom\nthermo_modify lost ignore\n"
                     "fix i all nve\nrun 150", ranks=4, atoms=lambda n: 10 < n < 55)

    def test_deleted_and_created_between_runs(self):
        self.changes(MOVING + WIDE, """fix i all nve
region left block 0 1 0 2 0 2
run 10
delete_atoms region left
run 0
create_atoms 1 single 0.5 0.5 0.5
run 5
group some id 3:40:9
run 10 every 5 "delete_atoms group some compress no" "group some id 4:40:9"
run 5
""", atoms=lambda n: 20 < n < 40)

    def test_deposited_and_evaporated_during_a_run(self):
        start = SLAB + SW + "velocity all create 300 4711 loop geom\n"
        self.changes(start, """fix i all nve
region above block 0 2 0 2 5 8
region below block 0 2 0 2 0 1.4
group old type 1
fix d all deposit 5 1 5 4711 region above near 2.0 vz -20 -20
fix e old evaporate 5 2 below 4711
run 30
""", ranks=4, atoms=lambda n: n not in (64, 69))

    def test_dynamic_group(self):
        region = "region part block 0.3 1.5 INF INF INF INF\n"
        for keywords in ("", "graph group"):
            with self.subTest(keywords=keywords):
                self.changes(f"{MOVING}{region}group hot dynamic all region part every 5\n",
                             "fix i all nve\nrun 40", group="hot", keywords=keywords,
                             again=f"lattice diamond 5.431\n{region}group hot region part\n")


class Instances(LammpsTest):
    def test_many_at_once(self):
        # two models, three groups, two graphs, one input
        computes = [("a", "all", MODEL, "Na Cl", ""), ("b", "sodium", MODEL, "Na Cl", ""),
                    ("c", "sodium", MODEL, "Na Cl", "graph group"),
                    ("d", "all", MODELS / "small.safetensors", "Na Cl", ""),
                    ("e", "all", MODEL, "NULL Cl", "")]
        start = SALT + "group sodium type 1\n"
        together = start + "".join(
            f"compute {i} {group} clasp/embed {model} {names} {keywords}\n"
            f'fix {i} all ave/time 1 1 1 c_{i} mode vector file {i}.txt format " %.12g"\n'
            for i, group, model, names, keywords in computes)
        result = self.lammps(together + "run 0", ranks=4)
        seen = [result.vectors(f"{i}.txt")[0] for i, *_ in computes]
        for n, (_, group, model, names, keywords) in enumerate(computes):
            self.assert_equal_embeddings(seen[n], self.embedding(
                start, names, model=model, group=group, keywords=keywords))
            for other in seen[:n]:
                self.assert_different_embeddings(seen[n], other)

    def test_runs_that_are_split(self):
        fix = f"compute e all clasp/embed {MODEL} Si\nfix i all nve\n" \
              "fix s all clasp/score 5 e prompts ice water ave 2 file %s\n"
        whole = self.lammps(f"{MOVING}{fix % 'whole.csv'}run 20", ranks=2).tags("whole.csv")
        for commands in ('run 20 every 5 "print now"', "run 10\nrun 0\nrun 10 pre no post no",
                         "run 7\nrun 6\nrun 7", "run 0\nrun 10 upto\nrun 20 upto"):
            with self.subTest(commands=commands):
                split = self.lammps(f"{MOVING}{fix % 'split.csv'}{commands}", 2).tags("split.csv")
                self.assertEqual([row["step"] for row in split], [row["step"] for row in whole])
                for a, b in zip(whole, split):
                    self.assertAlmostEqual(float(a["cosine_1"]), float(b["cosine_1"]), 5)


class BigIntegers(LammpsTest):
    """A LAMMPS built with LAMMPS_SIZES=bigbig has 64-bit atom IDs."""

    def test_atom_ids_beyond_32_bits(self):
        if not re.search(r"sizeof\(tagint\): *64-bit", self.lammps("info config").output):
            self.skipTest("this LAMMPS has 32-bit atom IDs")

        def embedding(sodium):
            (self.folder / "ids.data").write_text(f"""three atoms

3 atoms
2 atom types
-20 20 xlo xhi
-20 20 ylo yhi
-20 20 zlo zhi

Masses

1 22.98977
2 35.453

Atoms

{sodium} 1 0 0 0
5 2 2.5 0 0
6 2 0 2.9 0
""")
            start = ("units metal\nboundary f f f\nread_data ids.data\npair_style zero 4.0\n"
                     "pair_coeff * *\ncomm_modify cutoff 10\n")
            # without KOKKOS, which in LAMMPS of 2022 reads 32 bits of an ID
            return self.embedding(start, "Na Cl", model=MODELS / "first-atom.safetensors", ranks=2,
                                  options=[])

        chlorine_first = embedding(7)
        self.assert_equal_embeddings(chlorine_first, embedding(2**33))  # 0 in 32 bits
        self.assert_different_embeddings(chlorine_first, embedding(1))


class BorderGroup(LammpsTest):
    """comm_modify group takes neighbours away unless they are outside of the graph."""

    def test_refused_or_harmless(self):
        settings = "group chlorine type 2\natom_modify first chlorine\ncomm_modify group chlorine\n"
        run = "thermo_style custom step c_e[1]\nrun 0"
        self.assert_stops(f"{SALT}{settings}compute e all clasp/embed {MODEL} Na Cl\n{run}",
                          "compute e clasp/embed: comm_modify group chlorine hides atoms",
                          "comm_modify group all", ranks=2)
        self.assert_equal_embeddings(self.embedding(SALT, "NULL Cl"),
                                     self.embedding(SALT + settings, "NULL Cl", ranks=2))


if __name__ == "__main__":
    unittest.main()
