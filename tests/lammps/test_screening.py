# SPDX-License-Identifier: MIT
"""`clasp screen`: any number of ranks or shards, killed or not, gives the same table; bad input costs no good one."""
import gzip
import json
import signal
import subprocess
import time
import unittest

from lammps_runner import LAMMPS, MODEL, MODELS, PLUGIN
from screen_runner import CLASP, DIAMOND, PROMPTS, SLAB, Screen, cif, ordered_crystals, xyz


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
