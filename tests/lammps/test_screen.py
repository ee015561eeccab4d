# SPDX-License-Identifier: MIT
"""`clasp screen`: every format, any number of ranks or shards, killed or not, gives the same table."""
import csv
import gzip
import json
import math
import os
import signal
import subprocess
import time
import unittest
from pathlib import Path

from lammps_runner import ENVIRONMENT, LAMMPS, MODEL, MODELS, MPIEXEC, PLUGIN, LammpsTest

CLASP = os.environ["CLASP_PROGRAM"]
CRYSTALS = Path(__file__).parents[1] / "reference/data/crystals.jsonl"
PROMPTS = ["superconductor", "silicon, diamond structure", "\"quoted\" & $dollar # oxide"]


def volume(cell):
    a, b, c = cell
    return abs(sum(a[i] * (b[i - 2] * c[i - 1] - b[i - 1] * c[i - 2]) for i in range(3)))


def ordered_crystals(count):
    """Crystals of every shape and sane density, without partial occupancies: [(cell, elements, fractions)]."""
    found = []
    for line in CRYSTALS.read_text().splitlines():
        entry = json.loads(line)
        sites = entry["sites"]
        if len(sites) <= 40 and volume(entry["lattice"]) > 8 * len(sites) and all(list(o.values()) == [1] for _, o in sites):
            found.append((entry["lattice"], [next(iter(o)) for _, o in sites], [f for f, _ in sites]))
    return found[::max(1, len(found) // count)][:count]


def dot(a, b):
    return sum(x * y for x, y in zip(a, b))


def times(vector, matrix):
    return [dot(vector, column) for column in zip(*matrix)]


def numbers(values):
    return " ".join(repr(float(v)) for v in values)


def cif(cell, elements, fractions, name="crystal", occupancy=""):
    length = [dot(v, v) ** 0.5 for v in cell]
    cosines = [dot(cell[(i + 1) % 3], cell[(i + 2) % 3]) / length[(i + 1) % 3] / length[(i + 2) % 3] for i in range(3)]
    text = f"data_{name}\n"
    text += "".join(f"_cell_length_{k} {v!r}\n" for k, v in zip("abc", length))
    text += "".join(f"_cell_angle_{k} {math.degrees(math.acos(c))!r}\n" for k, c in zip(("alpha", "beta", "gamma"), cosines))
    text += "loop_\n_atom_site_type_symbol\n_atom_site_fract_x\n_atom_site_fract_y\n_atom_site_fract_z\n"
    text += "_atom_site_occupancy\n" if occupancy else ""
    return text + "".join(f"{e} {numbers(f)}{occupancy}\n" for e, f in zip(elements, fractions))


def xyz(cell, elements, fractions, pbc='pbc="T T T" '):
    lattice = f'Lattice="{numbers(x for v in cell for x in v)}" ' if pbc is not None else ""
    text = f"{len(elements)}\n{lattice}Properties=species:S:1:pos:R:3:tag:I:1 {pbc or ''}energy=-1.0\n"
    return text + "".join(f"{e} {numbers(times(f, cell))} 0\n" for e, f in zip(elements, fractions))


def dump(step, cell, elements, fractions, style):
    """A frame with fractional coordinates in a general box, or Cartesian ones in LAMMPS' own."""
    text = f"ITEM: TIMESTEP\n{step}\nITEM: NUMBER OF ATOMS\n{len(elements)}\n"
    order = sorted(range(len(elements)), key=lambda i: (i * 7) % 11)
    if style == "general":
        origin = [1.0, -2.0, 0.5]
        text += "ITEM: BOX BOUNDS abc origin pp pp pp\n"
        text += "".join(f"{numbers(v)} {o}\n" for v, o in zip(cell, origin))
        text += "ITEM: ATOMS id element xs ys zs\n"
        return text + "".join(f"{i + 1} {elements[i]} {numbers(fractions[i])}\n" for i in order)
    a, b, c = cell
    ax = dot(a, a) ** 0.5
    bx = dot(a, b) / ax
    by = (dot(b, b) - bx * bx) ** 0.5
    cx = dot(a, c) / ax
    cy = (dot(b, c) - bx * cx) / by
    cz = (dot(c, c) - cx * cx - cy * cy) ** 0.5
    own = [[ax, 0, 0], [bx, by, 0], [cx, cy, cz]]
    bounds = [(min(0, bx, cx, bx + cx), ax + max(0, bx, cx, bx + cx), bx), (min(0, cy), by + max(0, cy), cx), (0, cz, cy)]
    text += "ITEM: BOX BOUNDS xy xz yz pp pp pp\n" + "".join(numbers(row) + "\n" for row in bounds)
    text += "ITEM: ATOMS id element xu yu zu\n"  # unwrapped: cells away
    return text + "".join(f"{i + 1} {elements[i]} {numbers(times([f + i for f in fractions[i]], own))}\n" for i in order)


class Screen(LammpsTest):
    def screen(self, *paths, ranks=0, model=MODEL, prompts=PROMPTS, out="table.csv", options=(), fails=False):
        """Rows of the table, as dictionaries; self.said is what the command printed."""
        command = [CLASP, "screen", model, *(w for p in prompts for w in ("--prompt", p)), *paths]
        command += ["--out", out, *options]
        if ranks:
            command = [MPIEXEC, "-n", str(ranks), *command]
        environment = {k: v for k, v in ENVIRONMENT.items() if k != "LD_LIBRARY_PATH"}
        done = subprocess.run([str(c) for c in command], cwd=self.folder, env=environment, text=True,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=300)
        self.said = done.stdout
        self.assertEqual(done.returncode != 0, fails, self.said)
        return None if fails else self.rows(out)

    def rows(self, name):
        lines = (self.folder / name).read_text().splitlines()
        return list(csv.DictReader(line for line in lines if not line.startswith("#")))

    def write(self, name, text):
        path = self.folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(gzip.compress(text.encode()) if name.endswith(".gz") else text.encode())
        return name

    def cosines(self, row):
        return [float(row[f"cosine_{i}"]) for i in range(1, len(PROMPTS) + 1)]

    def assert_near(self, a, b, tolerance=1e-5):
        self.assertLess(max(abs(x - y) for x, y in zip(a, b)), tolerance)


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


SLAB = [[5.431, 0, 0], [0, 5.431, 0], [0, 0, 5.431]]
DIAMOND = [[0, 0, 0], [0, .5, .5], [.5, 0, .5], [.5, .5, 0], [.25, .25, .25], [.25, .75, .75], [.75, .25, .75], [.75, .75, .25]]


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


class Together(Screen):
    """Ranks and shards."""

    def setUp(self):
        super().setUp()
        crystals = ordered_crystals(5)
        self.write("many.extxyz", "".join(xyz(*c) for c in crystals))
        self.write("slab.xyz", xyz(SLAB, 8 * ["Si"], DIAMOND, 'pbc="T F F" '))
        self.write("cifs/two.cif", cif(*crystals[0], "one") + cif(*crystals[1], "two"))
        self.write("cifs/bad.cif", "data_bad\n_cell_length_a 5\n")
        self.files = ["cifs", "slab.xyz", "many.extxyz"]

    def test_ranks(self):
        one = self.screen(*self.files)
        self.assertEqual(len(one), 8)
        self.assertIn("cifs/two.cif#two", [r["path"] for r in one])
        for ranks in (1, 2, 4):
            several = self.screen(*self.files, ranks=ranks, out=f"{ranks}.csv")
            self.assertEqual(self.said.count("8 screened, 1 rejected"), 1, self.said)
            self.assertEqual(len(several), len(one))
            by_frame = {(r["path"], r["frame"]): r for r in several}
            for row in one:
                self.assert_near(self.cosines(row), self.cosines(by_frame[row["path"], row["frame"]]))

    def test_an_error_is_said_once_by_all_ranks(self):
        self.screen("nowhere", ranks=2, fails=True)
        self.assertEqual(self.said.count("nowhere: no such file or folder; check the path"), 1, self.said)

    def test_shards(self):
        self.screen(*self.files, out="whole.csv")
        for shard in (1, 2, 3):
            self.screen(*self.files, out=f"{shard}.csv", options=["--shard", f"{shard}/3"])
            self.assertIn(len(self.rows(f"{shard}.csv")), (2, 3, 4))
        subprocess.run([CLASP, "screen", "--merge", "2.csv", "3.csv", "1.csv", "--out", "all.csv"], cwd=self.folder,
                       check=True)
        self.assertEqual((self.folder / "all.csv").read_text(), (self.folder / "whole.csv").read_text())

    def test_merge_refuses_what_does_not_belong_together(self):
        self.screen("slab.xyz", out="a.csv")
        self.screen("slab.xyz", out="b.csv", prompts=["another"])
        damaged = (self.folder / "a.csv").read_text().replace("slab.xyz\",0,", "slab.xyz\",zero,")
        self.write("damaged.csv", damaged)
        self.write("foreign.csv", "rank,path\n1,a\n")
        for name, words in (("b.csv", "was made with another model, other prompts or another --tag"),
                            ("damaged.csv", "frame is 'zero'"), ("foreign.csv", "is no table of `clasp screen`"),
                            ("nowhere.csv", "cannot open")):
            done = subprocess.run([CLASP, "screen", "--merge", "a.csv", name, "--out", "all.csv"], cwd=self.folder,
                                  text=True, stderr=subprocess.PIPE)
            self.assertNotEqual(done.returncode, 0)
            self.assertIn(f"{name}: ", done.stderr)
            self.assertIn(words, done.stderr)
            self.assertFalse((self.folder / "all.csv").exists())


class Killed(Screen):
    FRAMES = 3000

    def setUp(self):
        super().setUp()
        cell, elements, fractions = ordered_crystals(3)[1]
        self.write("long.xyz", "".join(xyz([[x * (1 + 1e-5 * i) for x in v] for v in cell], elements, fractions)
                                       for i in range(self.FRAMES)))
        self.command = [CLASP, "screen", MODEL, "--prompt", PROMPTS[0], "long.xyz", "--out", "table.csv"]
        self.partial = self.folder / "table.csv.partial"

    def kill_in_the_middle(self):
        process = subprocess.Popen([str(c) for c in self.command], cwd=self.folder)
        while process.poll() is None and (not self.partial.exists() or self.partial.read_bytes().count(b"\n") < 50):
            time.sleep(0.005)
        process.send_signal(signal.SIGKILL)
        self.assertEqual(process.wait(), -signal.SIGKILL, "it was done before it was killed")
        self.assertFalse((self.folder / "table.csv").exists())
        return self.partial.read_bytes().count(b"\n")

    def test_goes_on(self):
        lines = self.kill_in_the_middle()
        # a row that only the earlier run can have written, and one that was being written
        text = self.partial.read_text().splitlines()[:lines]
        row = json.loads(text[20])
        self.assertEqual(row["rows"][0][1], 19)
        row["rows"][0][5] = [0.987654]
        text[20] = json.dumps(row)
        self.partial.write_text("\n".join(text) + "\n" + text[-1][:30])
        resumed = self.screen("long.xyz", prompts=PROMPTS[:1])
        self.assertEqual(sorted(int(r["frame"]) for r in resumed), list(range(self.FRAMES)))
        self.assertEqual((resumed[0]["frame"], resumed[0]["cosine_1"]), ("19", "0.987654"))
        self.assertFalse(self.partial.exists())
        whole = {r["frame"]: r["cosine_1"] for r in self.screen("long.xyz", prompts=PROMPTS[:1], out="whole.csv")}
        for r in resumed[1:]:
            self.assertEqual(r["cosine_1"], whole[r["frame"]])

    def test_other_settings_are_noticed(self):
        self.kill_in_the_middle()
        for options, what in ((["--shard", "1/2"], "--shard"), (["--elements", "Si"], "--elements")):
            self.screen("long.xyz", prompts=PROMPTS[:1], options=options, fails=True)
            self.assertIn(f"table.csv.partial: was begun with another setting of {what}", self.said)
        self.screen("long.xyz", prompts=PROMPTS[1:2], fails=True)
        self.assertIn("another setting of the prompts", self.said)
        self.screen("long.xyz", prompts=PROMPTS[:1], model=MODELS / "shipped.safetensors", fails=True)
        self.assertIn("another setting of the model", self.said)
        self.write("table.csv.partial", "{}\nnonsense\n")
        self.screen("long.xyz", prompts=PROMPTS[:1], fails=True)


class Refusals(Screen):
    def test_bad_among_good(self):
        good = ordered_crystals(1)[0]
        self.write("all/a.cif", cif(*good))
        self.write("all/b.cif", "not a CIF")
        self.write("all/c.cif", cif(*good).replace(f"\n{good[1][0]} ", "\nLr ", 1))
        self.write("all/d.xyz", xyz(*good) + xyz(*good).replace(f"\n{good[1][0]} ", "\nZz ", 1) + xyz(*good))
        self.write("all/e.xyz", xyz(*good) + "\n".join(xyz(*good).splitlines()[:-1]))
        self.write("all/f.cif", cif(*good, occupancy=" 0.5"))
        self.write("all/g.dump", "ITEM: TIMESTEP\n0\nITEM: NUMBER OF ATOMS\n0\nITEM: BOX BOUNDS pp pp pp\n"
                   "0 5\n0 5\n0 5\nITEM: ATOMS element x y z\n")
        self.write("all/notes.txt", "left alone")
        with gzip.open(self.folder / "all/h.xyz.gz", "wb") as out:
            out.write(100 * xyz(*good).encode())
        torn = self.folder / "all/h.xyz.gz"
        torn.write_bytes(torn.read_bytes()[:-200])
        rows = self.screen("all")
        paths = [r["path"] for r in rows if r["path"] != "all/h.xyz.gz"]
        self.assertEqual(sorted(paths), ["all/a.cif", "all/d.xyz", "all/d.xyz", "all/e.xyz"])
        for words in ("all/b.cif: ", "all/c.cif: the model does not know element Lr; see `clasp model info`",
                      "all/d.xyz: line ", "the file ends where an atom should stand",
                      "all/f.cif: site 1: ", "all/g.dump: holds no atoms", "all/h.xyz.gz: "):
            self.assertIn(words, self.said)
        self.assertEqual(len([line for line in self.said.splitlines() if line.startswith("clasp: all/")]), 7, self.said)
        self.assertIn("7 rejected: table.csv", self.said)
        self.screen("all", options=["--rejected", "bad.jsonl"])
        reasons = [json.loads(line) for line in (self.folder / "bad.jsonl").read_text().splitlines()]
        self.assertEqual([r["id"] for r in reasons], [f"all/{n}" for n in
                         ("b.cif", "c.cif", "d.xyz", "e.xyz", "f.cif", "g.dump", "h.xyz.gz")])

    def test_a_frame_is_named(self):
        good = ordered_crystals(1)[0]
        self.write("a.xyz", xyz(*good) + xyz(*good).replace(f"\n{good[1][0]} ", "\nLr ", 1) + xyz(*good))
        self.assertEqual([r["frame"] for r in self.screen("a.xyz")], ["0", "2"])
        self.assertIn("a.xyz: frame 1: the model does not know element Lr", self.said)

    def test_one_line_each(self):
        good = self.write("good.cif", cif(*ordered_crystals(1)[0]))
        bad = self.write("bad.cif", "nothing")
        (self.folder / "empty").mkdir()
        for paths, options, words in (
                ([bad], [], "nothing could be screened: bad.cif: "),
                (["empty"], [], "empty: holds no dump, extended XYZ or CIF file"),
                ([good], ["--shard", "3/2"], "--shard: is '3/2'; give i/n with i from 1 to n"),
                ([good], ["--by", "9"], "--by: is 9, but there are 3 prompts"),
                ([good], ["--elements", "Si,Zz"], "--elements: 'Zz' is no element"),
                ([good], ["--lammps", "nowhere.so"], "nowhere.so: no such library"),
                ([good], ["--lammps", ""], "--lammps: is not given"),
                ([good], ["--lammps", good], "good.cif: cannot be opened"),
                ([good], ["--plugin", "nowhere.so"], "nowhere.so: no such plugin"),
                ([good], ["--plugin", good], "good.cif: was not accepted by "),
                ([good], ["--prompt", "# comment"], "begins with #"),
                ([], [], "no model or nothing to screen")):
            self.screen(*paths, options=options, fails=True)
            lines = [line for line in self.said.splitlines() if line]
            self.assertEqual(len(lines), 1, self.said)
            self.assertIn(words, lines[0])
            self.assertFalse((self.folder / "table.csv").exists())
            self.assertFalse((self.folder / "table.csv.partial").exists())
        for model, words in (("no-text", "holds no text encoder"), ("truncated", ""), ("no-references", "reference")):
            self.screen(good, model=MODELS / f"{model}.safetensors", fails=True)
            self.assertIn(words, self.said)
        self.screen(good, prompts=[], fails=True)
        self.assertIn("no prompts; give --prompt TEXT or --prompts FILE", self.said)

    def test_library_and_plugin_can_be_named(self):
        good = self.write("good.cif", cif(*ordered_crystals(1)[0]))
        self.write("prompts.txt", "# comment\nzeolite\n\nice\n")
        library = LAMMPS / "liblammps.so"
        rows = self.screen(good, prompts=[], options=["--lammps", library, "--plugin", PLUGIN, "--prompts", "prompts.txt"])
        self.assertIn("cosine_2", rows[0])
        self.assertNotIn("cosine_3", rows[0])


class Help(unittest.TestCase):
    def test_example(self):
        text = subprocess.run([CLASP, "screen", "--help"], check=True, text=True, stdout=subprocess.PIPE).stdout
        self.assertIn("Example: mpiexec -n 4 clasp screen", text)


if __name__ == "__main__":
    unittest.main()
