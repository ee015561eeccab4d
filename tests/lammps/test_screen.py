# SPDX-License-Identifier: MIT
"""`clasp screen`: every format and every boundary gives what `clasp embed` and LAMMPS give."""
import csv
import subprocess
import unittest

from lammps_runner import MODEL
from screen_runner import CLASP, DIAMOND, PROMPTS, SLAB, Screen, cif, dot, dump, numbers, ordered_crystals, times, xyz


class Formats(Screen):
    def setUp(self):
        super().setUp()
        self.crystals = ordered_crystals(12)

    def embedded(self):
        """Cosines by `clasp embed`, in the order of the crystals."""
        for i, crystal in enumerate(self.crystals):
            self.write(f"cifs/{i:02}.cif", cif(*crystal))
        self.write("prompts.txt", "".join(p + "\n" for p in PROMPTS))
        for arguments in (["cifs", "--out", "e.csv"], ["--text", "prompts.txt", "--out", "p.csv"]):
            subprocess.run([CLASP, "embed", MODEL, *arguments], cwd=self.folder, check=True, stdout=subprocess.DEVNULL)
        tables = []
        for name in ("e.csv", "p.csv"):
            rows = csv.reader((self.folder / name).read_text().splitlines()[1:])
            tables.append([[float(x) for x in row[1:]] for row in rows])
        self.assertEqual(len(tables[0]), len(self.crystals))
        return [[dot(e, p) for p in tables[1]] for e in tables[0]]

    def test_every_format_is_embed(self):
        expected = self.embedded()
        self.write("many.extxyz", "".join(xyz(*c) for c in self.crystals))
        self.write("many.xyz.gz", "".join(xyz(*c) for c in self.crystals))
        self.write("general.dump", "".join(dump(5 * i, *c, "general") for i, c in enumerate(self.crystals)))
        self.write("own.lammpstrj.gz", "".join(dump(5 * i, *c, "own") for i, c in enumerate(self.crystals)))
        rows = self.screen("cifs", "many.extxyz", "many.xyz.gz", "general.dump", "own.lammpstrj.gz")
        self.assertEqual(len(rows), 5 * len(self.crystals))
        for i, cosines in enumerate(expected):
            frames = [("many.extxyz", i), ("many.xyz.gz", i), ("general.dump", 5 * i), ("own.lammpstrj.gz", 5 * i),
                      (f"cifs/{i:02}.cif", 0)]
            for path, frame in frames:
                row = next(r for r in rows if (r["path"], int(r["frame"])) == (path, frame))
                self.assert_near(self.cosines(row), cosines)
        self.check_ranking(rows)
        self.check_options(rows)

    def check_ranking(self, rows):
        self.assertEqual([int(r["rank"]) for r in rows], list(range(1, len(rows) + 1)))
        first = [float(r["cosine_1"]) for r in rows]
        self.assertEqual(first, sorted(first, reverse=True))
        self.assertGreater(first[0] - first[-1], 1e-3)
        for r in rows:
            percentiles = [float(r[f"percentile_{i}"]) for i in (1, 2, 3)]
            best = percentiles.index(max(percentiles))
            if percentiles.count(max(percentiles)) == 1:
                self.assertEqual(int(r["best"]), best + 1)
            self.assertEqual(r["tag"], PROMPTS[int(r["best"]) - 1] if max(percentiles) >= 95 else "unknown")

    def check_options(self, rows):
        best = self.screen("cifs", options=["--by", "3", "--top", "2", "--tag", "0"])
        wanted = sorted((float(r["cosine_3"]) for r in rows if r["path"].startswith("cifs")), reverse=True)
        self.assertEqual([float(r["cosine_3"]) for r in best], wanted[:2])
        self.assertEqual([r["tag"] for r in best], [PROMPTS[int(r["best"]) - 1] for r in best])

    def test_types_of_a_dump(self):
        text = dump(0, *self.crystals[0], "general").replace("element", "type")
        for i, element in enumerate(sorted(set(self.crystals[0][1]))):
            text = text.replace(f" {element} ", f" {i + 1} ")
        elements = sorted(set(self.crystals[0][1]))
        self.write("types.dump", text)
        self.write("names.dump", dump(0, *self.crystals[0], "general"))
        names = self.screen("names.dump")[0]
        types = self.screen("types.dump", options=["--elements", ",".join(elements)])[0]
        self.assertEqual(self.cosines(names), self.cosines(types))
        self.assertEqual((names["atoms"], names["formula"]), (types["atoms"], types["formula"]))
        self.screen("types.dump", fails=True)
        self.assertIn("types.dump: line 9: no column element; say what the types are with --elements", self.said)


class Boundaries(Screen):
    def lammps_scores(self, boundary):
        result = self.lammps(f"""units metal
boundary {boundary}
lattice diamond 5.431
region box block -0.01 0.99 -0.01 0.99 -0.01 0.99
create_box 1 box
create_atoms 1 box
mass 1 28.0855
pair_style zero 8.0
pair_coeff * *
comm_modify cutoff 12
compute e all clasp/embed {MODEL} Si
fix s all clasp/score 1 e prompts "{PROMPTS[0]}" "{PROMPTS[1]}"
thermo_style custom step f_s[3] f_s[4]
thermo_modify format float %.8f
run 0
""")
        return list(result.thermo()[0].values())[1:]

    def test_open_directions(self):
        expected = {b: self.lammps_scores(b) for b in ("p p p", "p p f", "f p p", "f p f", "f f f")}
        self.assertGreater(max(abs(a - b) for a, b in zip(expected["p p p"], expected["p p f"])), 1e-4)
        skewed = [SLAB[0], [5.431, 5.431, 0], SLAB[2]]  # the same crystal
        for boundary, scores in expected.items():
            pbc = 'pbc="{}" '.format(boundary.upper().replace("P", "T"))
            self.write("slab.xyz", xyz(SLAB, 8 * ["Si"], DIAMOND, pbc))
            box = 3 * f"-0.1 {5.431 - 0.1}\n"
            flags = boundary.replace("p", "pp").replace("f", "fs")
            self.write("slab.dump", f"ITEM: TIMESTEP\n7\nITEM: NUMBER OF ATOMS\n8\nITEM: BOX BOUNDS {flags}\n{box}"
                       "ITEM: ATOMS element x y z\n"
                       + "".join(f"Si {numbers(times(f, SLAB))}\n" for f in DIAMOND))
            files = ["slab.xyz", "slab.dump"]
            if boundary.startswith("p p"):  # b may lean along a
                fractions = [[f[0] - f[1], f[1], f[2]] for f in DIAMOND]
                files.append(self.write("lean.xyz", xyz(skewed, 8 * ["Si"], fractions, pbc)))
            rows = self.screen(*files, prompts=PROMPTS[:2])
            self.assertEqual(len(rows), len(files), self.said)
            for row in rows:
                self.assert_near([float(row["cosine_1"]), float(row["cosine_2"])], scores)

    def test_a_cluster_needs_no_cell(self):
        self.write("cell.xyz", xyz(SLAB, 8 * ["Si"], DIAMOND, 'pbc="F F F" '))
        self.write("none.xyz", xyz(SLAB, 8 * ["Si"], DIAMOND, None))
        rows = self.screen("cell.xyz", "none.xyz")
        self.assertEqual(self.cosines(rows[0]), self.cosines(rows[1]))


if __name__ == "__main__":
    unittest.main()
