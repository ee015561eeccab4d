# SPDX-License-Identifier: MIT
"""Per-atom results: contributions of fix clasp/score, and compute clasp/atom."""
import unittest

from lammps_runner import HOT_SILICON, MODELS, SALT, SILICON, LammpsTest, cell

MODEL = MODELS / "shipped.safetensors"  # of random weights nothing tells atoms apart
PROMPTS = '"silicon, diamond structure" "liquid silicon" "rock salt"'
STEP = 0.051  # percentiles are equal if no more than two of 4,000 reference crystals lie between

# neighbours 3.84 Angstrom away and spheres of 5 are within reach on every step
HOT = (SILICON.replace("0 2 0 2 0 2", "0 3 0 3 0 3").replace("zero 4.0", "zero 6.0")
       + "displace_atoms all random 0.3 0.3 0.3 4711\n")
# with four ranks along z the upper ones are empty
SLAB = (cell("diamond 5.431", 1, box="0 2 0 2 0 9", masses="mass 1 28.0855", create="1 region low",
             before="region low block 0 2 0 2 0 1.9")
        .replace("zero 4.0", "zero 6.0").replace("units metal", "units metal\nprocessors 1 1 *"))


class WhereTest(LammpsTest):
    def dump(self, result, name="atoms.dump"):
        """Values of the last snapshot of a dump by position: LAMMPS deals out atom IDs by rank."""
        lines = (result.folder / name).read_text().splitlines()
        first = max(n for n, line in enumerate(lines) if line.startswith("ITEM: ATOMS"))
        rows = [[float(word) for word in line.split()] for line in lines[first + 1:]]
        return {tuple(round(v, 2) for v in row[:3]): row[3:] for row in rows}

    def contributions(self, crystal, ranks=1, group="all", before="", run="run 0", keywords=""):
        """Cosines of the snapshot, contributions per atom, and their sums by LAMMPS."""
        result = self.lammps(f"""{crystal}{before}
compute e {group} clasp/embed {MODEL} Si
fix s all clasp/score 10 e prompts {PROMPTS} peratom yes {keywords}
compute total all reduce sum f_s[1] f_s[2] f_s[3]
thermo 10
thermo_style custom step f_s[4] f_s[5] f_s[6] c_total[1] c_total[2] c_total[3]
thermo_modify format float %.12g
dump d all custom 10 atoms.dump x y z f_s[1] f_s[2] f_s[3]
dump_modify d format float %.12g
{run}
""", ranks)
        row = result.thermo()[-1]
        return ([row[f"f_s[{p}]"] for p in (4, 5, 6)], self.dump(result),
                [row[f"c_total[{p}]"] for p in (1, 2, 3)])

    def surroundings(self, crystal, ranks=1, group="all", elements="Si", radius=5.0, before="",
                     keywords="", run="run 0"):
        """Rows of compute clasp/atom: percentiles, best prompt."""
        result = self.lammps(f"""{crystal}{before}
compute a {group} clasp/atom {MODEL} {elements} radius {radius} prompts {PROMPTS} {keywords}
dump d all custom 10 atoms.dump x y z c_a[*]
dump_modify d format float %.12g
{run}
""", ranks)
        return self.dump(result)


class Contributions(WhereTest):
    """fix clasp/score ... peratom yes."""

    def test_leaving_atoms_out_changes_the_cosine_as_told(self):
        # features of the others stay: a group says which atoms are averaged, not which are there
        cosines, atoms, total = self.contributions(HOT)
        n = len(atoms)
        by_pull = sorted(atoms, key=lambda at: atoms[at][0])
        for left_out in (by_pull[:2], by_pull[-2:]):  # few, since what is told is of first order
            spheres = "".join(f"region r{i} sphere {x} {y} {z} 0.1 units box\n"
                              f"group out region r{i}\n"
                              for i, (x, y, z) in enumerate(left_out))
            others, rows, _ = self.contributions(
                HOT, group="others", before=spheres + "group others subtract all out\n")
            k = len(left_out)
            expected = [sum(total[p] / n - atoms[at][p] for at in left_out) * n / (n - k) for p in range(3)]
            first_order = 0.15 * max(abs(e) for e in expected)
            for p in range(3):
                self.assertAlmostEqual(others[p] - cosines[p], expected[p], delta=first_order)
            self.assertEqual([rows[at] for at in left_out], [[0.0] * 3] * k)

    def test_sum_is_the_total_on_any_number_of_ranks(self):
        _, one, total = self.contributions(HOT)
        self.assertEqual(len(one), 216)
        for p in range(3):
            self.assertAlmostEqual(sum(row[p] for row in one.values()), total[p], 9)
            self.assertGreater(abs(total[p]), 1e-3)
        spread = [row[0] for row in one.values()]
        self.assertGreater(max(spread) - min(spread), 1e-2 * abs(total[0]) / len(one))
        for ranks in (2, 4):
            _, other, summed = self.contributions(HOT, ranks)
            self.assert_rows_agree(one, other, 1e-5 * max(map(abs, total)) / len(one))
            for p in range(3):
                self.assertAlmostEqual(summed[p], total[p], 5)

    def assert_rows_agree(self, a, b, tolerance):
        self.assertEqual(a.keys(), b.keys())
        for at in a:
            for x, y in zip(a[at], b[at]):
                self.assertLess(abs(x - y), tolerance, f"atom at {at}")

    def test_atoms_of_a_perfect_crystal_share_evenly(self):
        _, atoms, total = self.contributions(SILICON.replace("zero 4.0", "zero 6.0"))
        for row in atoms.values():
            for value, whole in zip(row, total):
                self.assertAlmostEqual(value, whole / 64, delta=1e-5 * abs(whole) / 64)

    def test_values_follow_atoms_that_move(self):
        # atoms change ranks and order between step 0 and 10; the dump and a fresh run must agree
        moving = HOT + "velocity all create 9000 1 loop geom\n"
        fixes = "fix i all nve\ndump r all custom 10 restart.dump id type x y z\n" \
                "dump_modify r format float %20.15g\n"
        _, after, _ = self.contributions(moving, 4, before=fixes, run="run 10")
        _, again, _ = self.contributions(
            HOT, 1, before="read_dump restart.dump 10 x y z\n", run="run 0")
        self.assert_rows_agree(after, again, 1e-7)

    def test_empty_group(self):
        _, atoms, total = self.contributions(HOT, 2, "nobody", "group nobody empty\n")
        self.assertEqual(total, [0.0, 0.0, 0.0])
        self.assertEqual(len(atoms), 216)

    def test_new_atoms_have_not_contributed_yet(self):
        result = self.lammps(f"""{HOT}
compute e all clasp/embed {MODEL} Si
fix s all clasp/score 1 e prompts {PROMPTS} peratom yes
run 0
create_atoms 1 single 2.7 2.7 2.7 units box
write_dump all custom atoms.dump x y z f_s[1]
run 10
""", 2)
        atoms = self.dump(result)
        self.assertEqual(len(atoms), 217)
        self.assertEqual(atoms.pop((2.7, 2.7, 2.7)), [0.0])
        self.assertNotIn([0.0], atoms.values())


class Surroundings(WhereTest):
    """compute clasp/atom."""

    def of_sphere(self, crystal, centre, radius):
        """Percentiles of fix clasp/score for the atoms within a radius of a place."""
        result = self.lammps(f"""{crystal}
region near sphere {" ".join(map(str, centre))} {radius} units box
group near region near
compute e near clasp/embed {MODEL} Si
fix s all clasp/score 1 e prompts {PROMPTS}
thermo_style custom step f_s[1] f_s[2] f_s[3]
thermo_modify format float %.12g
run 0
""")
        row = result.thermo()[0]
        return [row[f"f_s[{p}]"] for p in (1, 2, 3)]

    def test_equals_the_score_of_the_atoms_in_the_sphere(self):
        atoms = self.surroundings(HOT)
        self.assertGreater(len({tuple(row[:3]) for row in atoms.values()}), 100)
        middle = sorted(atoms, key=lambda at: max(abs(v - 8.15) for v in at))  # of the box
        for at in middle[:4]:
            expected = self.of_sphere(HOT, at, 5.0)
            for value, known in zip(atoms[at], expected):
                self.assertAlmostEqual(value, known, delta=STEP)

    def test_perfect_crystal_has_the_score_of_the_whole(self):
        crystal = SILICON.replace("zero 4.0", "zero 6.0")
        expected = self.of_sphere(crystal, (0, 0, 0), 100.0)
        for row in self.surroundings(crystal, radius=4.5, keywords="tag 0").values():
            for value, known in zip(row, expected):
                self.assertAlmostEqual(value, known, delta=STEP)
            self.assertEqual(row[3], 1 + max(range(3), key=lambda p: row[p]))

    def test_tag_percentile(self):
        for row in self.surroundings(HOT, keywords="tag 60").values():
            self.assertEqual(row[3] > 0, max(row[:3]) >= 60)
            if row[3]:
                self.assertEqual(row[int(row[3]) - 1], max(row[:3]))

    def assert_same(self, one, other):
        self.assertEqual(one.keys(), other.keys())
        for at in one:
            for a, b in zip(one[at][:3], other[at][:3]):
                self.assertAlmostEqual(a, b, delta=STEP)

    def test_ranks(self):
        one = self.surroundings(HOT)
        for ranks in (2, 4):
            self.assert_same(one, self.surroundings(HOT, ranks))

    def test_empty_ranks_and_triclinic_box(self):
        one = self.surroundings(SLAB)
        self.assertEqual(len(one), 64)
        self.assert_same(one, self.surroundings(SLAB, 4))
        tilted = HOT + "change_box all triclinic\nchange_box all xy final 0.9 remap\n"
        self.assert_same(self.surroundings(tilted), self.surroundings(tilted, 4))

    def test_group_and_graph_of_the_group(self):
        low = "region low block EDGE EDGE EDGE EDGE EDGE 7.9 units box\ngroup low region low\n"
        everyone = self.surroundings(HOT)
        seen = self.surroundings(HOT, group="low", before=low, ranks=2)
        alone = self.surroundings(HOT, group="low", before=low, keywords="graph group")
        outside = [at for at in everyone if at[2] > 7.9]
        for at in outside:
            self.assertEqual(seen.pop(at), [0.0] * 4)
            self.assertEqual(alone.pop(at), [0.0] * 4)
        self.assertGreater(len(seen), 50)
        self.assert_same(seen, {at: everyone[at] for at in seen})
        self.assertNotEqual(seen, alone)

    def test_types_left_out(self):
        salt = SALT.replace("zero 4.0", "zero 6.0")
        atoms = self.surroundings(salt, elements="Na NULL")
        zeros = [row == [0.0] * 4 for row in atoms.values()]
        self.assertEqual((zeros.count(True), zeros.count(False)), (32, 32))

    def test_units(self):
        metres = (cell("diamond 5.431e-10", 1, masses="mass 1 4.6637e-26")
                  .replace("units metal", "units si").replace("zero 4.0", "zero 6.0e-10"))
        metres += "neighbor 2.0e-10 bin\ntimestep 1e-15\n"
        angstrom = self.surroundings(SILICON.replace("zero 4.0", "zero 6.0"))
        for row in self.surroundings(metres, radius=5.0e-10).values():
            for value, known in zip(row, angstrom[0.0, 0.0, 0.0]):
                self.assertAlmostEqual(value, known, delta=STEP)

    def test_prompts_from_a_file_over_time(self):
        (self.folder / "prompts.txt").write_text("liquid silicon\nrock salt\n")
        moving = HOT + "velocity all create 300 1 loop geom\nfix i all nve\n"
        given = self.surroundings(moving, run="run 10")
        keywords = f"radius 5 prompts/file {self.folder}/prompts.txt"
        result = self.lammps(f"""{moving}
compute a all clasp/atom {MODEL} Si prompts "silicon, diamond structure" {keywords}
dump d all custom 10 atoms.dump x y z c_a[*]
dump_modify d format float %.12g
run 10
""", 2)
        self.assert_same(given, self.dump(result))

    def test_several_at_once_and_clear(self):
        body = f"""{HOT}
compute a all clasp/atom {MODEL} Si radius 5 prompts {PROMPTS}
compute b all clasp/atom {MODELS}/random.safetensors Si radius 5 prompts {PROMPTS}
dump d all custom 10 FILE x y z c_a[*] c_b[*]
dump_modify d format float %.12g
run 0
"""
        result = self.lammps(body.replace("FILE", "a.dump") + "uncompute b\nundump d\nclear\n"
                             + body.replace("FILE", "b.dump"), 2)
        rows = self.dump(result, "a.dump")
        self.assertEqual(rows, self.dump(result, "b.dump"))
        self.assert_same(rows, self.surroundings(HOT))
        self.assertTrue(all(row[:4] != row[4:] for row in rows.values()))


class Errors(WhereTest):
    def stops(self, arguments, *parts, ranks=1, crystal=HOT_SILICON):
        self.assert_stops(f"{crystal}\ncompute a all clasp/atom {MODEL} Si {arguments}\n"
                          "dump d all custom 1 atoms.dump x y z c_a[1]\nrun 0",
                          "compute a clasp/atom: ", *parts, ranks=ranks)

    def test_sphere_beyond_the_ghosts(self):
        prompts = "prompts silicon radius 7"
        self.stops(prompts, "complete to 6 Angstrom", "up to 7 are needed",
                   '"comm_modify cutoff 9"', ranks=2)
        self.lammps(f"{HOT_SILICON}comm_modify cutoff 9\n"
                    f"compute a all clasp/atom {MODEL} Si {prompts}\n"
                    "dump d all custom 1 atoms.dump x y z c_a[1]\nrun 0", 2)

    def test_bad_arguments(self):
        for arguments, parts in [
                ("prompts silicon", ("no radius", "add radius")),
                ("radius 5", ("no prompts", "prompts/file")),
                ("radius -1 prompts silicon", ("radius is -1", "above 0")),
                ("radius 5 prompts silicon tag 101", ("tag percentile is 101", "0 to 100")),
                ("radius 5 prompts silicon graph some", ("keyword graph is some", "all or group")),
                ("radius 5 prompts silicon tag", ("keyword tag has no value",)),
                ("radios 5 prompts silicon", ("unknown keyword radios", "known: radius"))]:
            with self.subTest(arguments=arguments):
                self.stops(arguments, *parts)

    def test_prompt_file(self):
        self.stops("radius 5 prompts/file nowhere.txt", "nowhere.txt", "cannot be read", ranks=2)

    def test_peratom_value(self):
        self.assert_stops(f"{SILICON}\ncompute e all clasp/embed {MODEL} Si\n"
                          "fix s all clasp/score 1 e prompts silicon peratom maybe",
                          "fix s clasp/score: ", "peratom is maybe", "yes or no")


if __name__ == "__main__":
    unittest.main()
