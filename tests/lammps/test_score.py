# SPDX-License-Identifier: MIT
"""fix clasp/score: values for the rest of LAMMPS, the tag file, and averaging."""
import math
import unittest

from lammps_runner import LMP_OPTIONS, MODEL, MODELS, SALT, LammpsTest

PROMPTS = '"silicon, diamond structure" "liquid silicon" "rock salt"'

# real dynamics without comm_modify: the ghost cut-off of the potential must do
MELT = f"""units metal
atom_style atomic
lattice diamond 5.431
region box block 0 3 0 3 0 3
create_box 1 box
create_atoms 1 box
mass 1 28.0855
pair_style sw
pair_coeff * * Si.sw Si
velocity all create 3000 4711 loop geom
fix i all nve
compute e all clasp/embed {MODEL} Si
thermo 10
"""
THERMO = "thermo_style custom step f_s " + " ".join(f"f_s[{i}]" for i in range(1, 7)) + "\n"


class Values(LammpsTest):
    """Thermo output, tag file and log tell the same."""

    def check_against_tags(self, result, prompts=3):
        thermo = {int(row["Step"]): row for row in result.thermo()}
        rows = result.tags()
        for row in rows:
            values = thermo[int(row["step"])]
            for i in range(1, prompts + 1):
                self.assertAlmostEqual(values[f"f_s[{i}]"], float(row[f"percentile_{i}"]), 2)
                self.assertAlmostEqual(values[f"f_s[{prompts + i}]"], float(row[f"cosine_{i}"]), 5)
            best = max(range(1, prompts + 1), key=lambda i: (values[f"f_s[{i}]"],
                                                             values[f"f_s[{prompts + i}]"]))
            self.assertEqual(best, int(row["best"]))
            tagged = values[f"f_s[{best}]"] >= 50
            self.assertEqual(values["f_s"], best if tagged else 0)
            names = ["silicon, diamond structure", "liquid silicon", "rock salt"]
            self.assertEqual(row["tag"], names[best - 1] if tagged else "unknown")
            self.assertAlmostEqual(float(row["time"]), 0.001 * int(row["step"]))
        return rows

    def test_ranks(self):
        script = f"{MELT}fix s all clasp/score 10 e prompts {PROMPTS} file tags.csv tag 50\n{THERMO}"
        one = self.check_against_tags(self.lammps(script + "run 20"))
        self.assertEqual([row["step"] for row in one], ["0", "10", "20"])
        self.assertNotEqual(one[0]["cosine_1"], one[2]["cosine_1"])
        for ranks in (2, 4):
            other = self.check_against_tags(self.lammps(script + "run 20", ranks))
            for a, b in zip(one, other):
                for i in range(1, 4):
                    self.assertAlmostEqual(float(a[f"cosine_{i}"]), float(b[f"cosine_{i}"]), 4)
            self.assertEqual(one[0], other[0])

    def test_head_of_the_tag_file(self):
        result = self.lammps(f"{MELT}fix s all clasp/score 10 e tag 40 file t.csv prompts "
                             "\"a 'quoted' one\" two\nrun 0")
        lines = (result.folder / "t.csv").read_text().splitlines()
        self.assertEqual(lines[:5], [
            "# CLaSP tag file, format 1", f'# model: "{MODEL}"', "# tag percentile: 40",
            "# prompt 1: \"a 'quoted' one\"", '# prompt 2: "two"'])
        self.assertEqual(lines[5],
                         "step,time,tag,best,percentile_1,percentile_2,cosine_1,cosine_2")

    def test_prompts_from_a_file(self):
        (self.folder / "prompts.txt").write_text(
            "# what it may be\nsilicon, diamond structure\n\n  liquid silicon  \n")
        script = f"{MELT}fix s all clasp/score 10 e %s\nthermo_style custom f_s[3] f_s[4]\nrun 0"
        given = self.lammps(script % 'prompts "silicon, diamond structure" "liquid silicon"')
        read = self.lammps(script % "prompts/file prompts.txt", ranks=2)
        last = [result.output.split("f_s[4]")[1].split()[:2] for result in (given, read)]
        self.assertEqual(*last)

    def test_unknown_and_log(self):
        result = self.lammps(f"{MELT}fix s all clasp/score 10 e prompts {PROMPTS} tag 100 "
                             f"file tags.csv\n{THERMO}run 10\nrun 10")
        self.assertEqual({row["f_s"] for row in result.thermo()}, {0.0})
        self.assertEqual({row["tag"] for row in result.tags()}, {"unknown"})
        told = [line for line in result.output.splitlines()
                if line.startswith("fix s clasp/score: step")]
        self.assertEqual(told, ["fix s clasp/score: step 0: unknown"])

    def test_a_second_run_goes_on(self):
        fix = f"fix s all clasp/score 10 e prompts {PROMPTS} file tags.csv tag 50\n"
        once = self.lammps(f"{MELT}{fix}{THERMO}run 20").tags()
        twice = self.lammps(f"{MELT}{fix}{THERMO}run 10\nrun 10").tags()
        self.assertEqual([row["step"] for row in twice], ["0", "10", "20"])
        self.assertEqual([row["best"] for row in once], [row["best"] for row in twice])

    def test_empty_group_is_unknown(self):
        script = MELT.replace("compute e all", "group nobody empty\ncompute e nobody")
        result = self.lammps(f"{script}fix s all clasp/score 10 e prompts {PROMPTS} tag 0\n"
                             f"{THERMO}run 0", ranks=2)
        self.assertEqual(set(result.thermo()[0].values()), {0.0})


class Average(LammpsTest):
    """ave M is the running mean of embeddings, brought back to length 1."""

    def test_running_mean(self):
        def script(keyword):
            return f"""{MELT}
fix s all clasp/score 10 e prompts {PROMPTS} {keyword} file tags.csv
fix v all ave/time 10 1 10 c_e mode vector file embedding.txt format " %.12g"
run 40
"""
        single = self.lammps(script(""))
        plain, vectors = single.tags(), single.vectors()
        averaged = self.lammps(script("ave 3")).tags()
        for n, row in enumerate(averaged):
            last = range(max(0, n - 2), n + 1)
            total = [sum(vectors[10 * k][c] for k in last) for c in range(768)]
            length = math.sqrt(sum(v * v for v in total))
            for i in range(1, 4):
                expected = sum(float(plain[k][f"cosine_{i}"]) for k in last) / length
                self.assertAlmostEqual(float(row[f"cosine_{i}"]), expected, 5)
        self.assertNotEqual(plain[4]["cosine_1"], averaged[4]["cosine_1"])


def replay(rows, threshold, hysteresis):
    """The numbers of the tags that follow from the percentiles of a tag file."""
    tags, present = [], 0
    for row in rows:
        values = [float(v) for name, v in row.items() if name.startswith("percentile_")]
        best = int(row["best"])
        kept = (present and values[present - 1] >= threshold - hysteresis
                and values[best - 1] < values[present - 1] + hysteresis)
        if not kept:
            present = best if values[best - 1] >= threshold else 0
        tags.append(present)
    return tags


class Hysteresis(LammpsTest):
    """The tag changes only when another prompt leads, or its own falls short, by enough."""

    def test_rule(self):
        cases = [(tag, points) for tag in (50, 95.2, 95.8) for points in (0, 0.3, 0.8)]
        fixes = "\n".join(f"fix s{n} all clasp/score 5 e prompts a b file {n}.csv tag {tag} "
                          f"hysteresis {points}" for n, (tag, points) in enumerate(cases))
        result = self.lammps(f"{MELT}{fixes}\nrun 200", ranks=2)
        changes = {}
        for n, (tag, points) in enumerate(cases):
            rows = result.tags(f"{n}.csv")
            tags = [{"unknown": 0, "a": 1, "b": 2}[row["tag"]] for row in rows]
            self.assertEqual(tags, replay(rows, tag, points), f"tag {tag} hysteresis {points}")
            changes[tag, points] = sum(x != y for x, y in zip(tags, tags[1:]))
            told = [line for line in result.output.splitlines()
                    if line.startswith(f"fix s{n} clasp/score: step")]
            self.assertEqual(len(told), 1 + changes[tag, points])
        for tag in (50, 95.2, 95.8):
            self.assertLess(changes[tag, 0.8], changes[tag, 0])


class Restart(LammpsTest):
    """A run that a restart file splits goes on as if it had not been split."""

    FIX = f"fix s all clasp/score 10 e prompts {PROMPTS} ave 3 tag 50 hysteresis 1 file %s\n"
    AGAIN = MELT[MELT.index("pair_style"):].replace("velocity all create 3000 4711 loop geom\n", "")

    def restarted(self, step, fix, ranks=1):
        return self.lammps(f"read_restart r.{step}\n{self.AGAIN}{fix}{THERMO}run {60 - step}", ranks)

    def assert_same_rows(self, rows, others):
        self.assertEqual([row["step"] for row in rows], [row["step"] for row in others])
        for a, b in zip(rows, others):
            self.assertEqual((a["tag"], a["best"]), (b["tag"], b["best"]))
            for i in range(1, 4):
                self.assertAlmostEqual(float(a[f"cosine_{i}"]), float(b[f"cosine_{i}"]), 5)

    def test_split_run(self):
        whole = self.lammps(f"{MELT}{self.FIX % 'whole.csv'}{THERMO}restart 15 r.*\nrun 60",
                            ranks=2)
        rows = whole.tags("whole.csv")
        for step, ranks in ((30, 2), (45, 1)):  # a step of the fix, and one between two of them
            with self.subTest(step=step):
                part = self.restarted(step, self.FIX % "part.csv", ranks)
                self.assert_same_rows(part.tags("part.csv"),
                                      [row for row in rows if int(row["step"]) >= step])
                thermo = {row["Step"]: row for row in whole.thermo()}
                first = part.thermo()[0]
                for name in ("f_s", *(f"f_s[{i}]" for i in range(1, 7))):
                    self.assertAlmostEqual(first[name], thermo[10 * (step // 10)][name], 5)
                self.assertNotIn("fix s clasp/score: step 30:", part.output)  # the tag is known
        alone = self.restarted(30, (self.FIX % "alone.csv").replace("fix s", "fix other")
                               + self.FIX % "part.csv").tags("alone.csv")
        self.assertNotEqual([row["cosine_1"] for row in alone[:2]],
                            [row["cosine_1"] for row in rows if row["step"] in ("30", "40")])

    def test_other_prompts_start_anew(self):
        self.lammps(f"{MELT}{self.FIX % 'whole.csv'}restart 30 r.*\nrun 30")
        fix = "fix s all clasp/score 10 e prompts ice water steam file part.csv ave 3\n"
        result = self.restarted(30, fix)
        self.assertIn("scores of other prompts or of another model; tag and average start anew",
                      result.output)
        self.assert_same_rows(result.tags("part.csv"),
                              self.restarted(30, fix.replace("fix s", "fix t")
                                             + self.FIX % "s.csv").tags("part.csv"))


class Minimize(LammpsTest):
    """Every N iterations the state of that iteration counts, whatever the line search tried."""

    def test_rows_are_those_of_the_iterations(self):
        fix = f"fix s all clasp/score 5 e prompts {PROMPTS} ave 2 hysteresis 1 tag 50 file %s\n"
        for style in ("cg",) if "kk" in LMP_OPTIONS else ("cg", "fire", "hftn"):
            with self.subTest(style=style):
                rough = f"{MELT}displace_atoms all random 0.3 0.3 0.3 99\nmin_style {style}\n"
                result = self.lammps(f"{rough}{fix % 'run.csv'}dump d all custom 5 t.dump id type "
                                     "x y z\ndump_modify d format float %20.15g\n"
                                     "minimize 0 0 20 1000\nrun 5", ranks=2)
                rows = result.tags("run.csv")
                self.assertEqual([row["step"] for row in rows], ["0", "5", "10", "15", "20", "25"])
                self.assertGreater(len({row["cosine_1"] for row in rows}), 4)
                again = self.lammps(f"{MELT}{fix % 'rerun.csv'}rerun t.dump dump x y z")
                for a, b in zip(rows, again.tags("rerun.csv")):
                    self.assertEqual((a["step"], a["tag"]), (b["step"], b["tag"]))
                    for i in range(1, 4):
                        self.assertAlmostEqual(float(a[f"cosine_{i}"]), float(b[f"cosine_{i}"]), 5)

    def test_every_iteration(self):
        # lists are older than the positions there: the cut-off must include the skin
        result = self.lammps(f"{MELT}displace_atoms all random 0.1 0.1 0.1 99\n"
                             f"comm_modify cutoff 8\nfix s all clasp/score 1 e prompts {PROMPTS} "
                             "file tags.csv\nminimize 0 0 4 100", ranks=2)
        self.assertEqual([row["step"] for row in result.tags()], ["0", "1", "2", "3", "4"])


class ManyPrompts(LammpsTest):
    def test_three_hundred(self):
        prompts = [f"crystal number {i}" for i in range(1, 301)]
        (self.folder / "prompts.txt").write_text("\n".join(prompts))
        line = " ".join(f'"{prompts[i - 1]}"' for i in (1, 150, 300))
        result = self.lammps(f"{MELT}fix s all clasp/score 10 e prompts/file prompts.txt tag 0 "
                             f"file all.csv\nfix t all clasp/score 10 e prompts {line} file few.csv\n"
                             "thermo_style custom step f_s f_s[600]\nrun 10",
                             ranks=2)
        rows, few = result.tags("all.csv"), result.tags("few.csv")
        self.assertEqual(len(rows[0]), 4 + 600)
        for row, other in zip(rows, few):
            self.assertEqual(row["tag"], prompts[int(row["best"]) - 1])
            for j, i in enumerate((1, 150, 300), 1):
                self.assertAlmostEqual(float(row[f"cosine_{i}"]), float(other[f"cosine_{j}"]), 5)
                self.assertEqual(row[f"percentile_{i}"], other[f"percentile_{j}"])


class Composition(LammpsTest):
    """Other commands of LAMMPS use the values."""

    def test_halt_on_a_tag(self):
        result = self.lammps(f"""{MELT}
fix s all clasp/score 10 e prompts {PROMPTS} tag 0
variable t equal f_s
fix h all halt 20 v_t > 0 error continue
run 100
""", ranks=2)
        self.assertEqual(int(result.thermo()[-1]["Step"]), 20)
        self.assertIn("Fix halt condition for fix-id h met on step 20", result.output)

    def test_rerun_gives_the_tags_of_the_run(self):
        fix = f"fix s all clasp/score 10 e prompts {PROMPTS} file %s\n"
        self.lammps(f"{MELT}{fix % 'run.csv'}dump d all custom 5 t.dump id type x y z\n"
                    "dump_modify d format float %20.15g\nrun 20")
        result = self.lammps(f"{MELT}{fix % 'rerun.csv'}rerun t.dump dump x y z", ranks=2)
        first, second = result.tags("run.csv"), result.tags("rerun.csv")
        self.assertEqual([row["step"] for row in second], ["0", "10", "20"])
        for a, b in zip(first, second):
            for i in range(1, 4):
                self.assertAlmostEqual(float(a[f"cosine_{i}"]), float(b[f"cosine_{i}"]), 5)

    def test_two_models_and_clear(self):
        second = MODELS / "no-references.safetensors"
        body = f"""{MELT}
compute e2 all clasp/embed {MODELS}/few-elements.safetensors NULL
fix s all clasp/score 10 e prompts {PROMPTS} file %s
run 10
"""
        body = body.replace(f"compute e2 all clasp/embed {MODELS}/few-elements.safetensors NULL",
                            f"compute e2 all clasp/embed {second} Si\n"
                            "thermo_style custom step c_e[1] c_e2[1]")
        result = self.lammps(body % "a.csv" + "clear\n" + body % "b.csv")
        self.assertEqual(result.tags("a.csv"), result.tags("b.csv"))
        row = result.thermo()[0]
        self.assertNotEqual(row["c_e[1]"], 0)

    def test_salt(self):
        result = self.lammps(f"""{SALT}
compute e all clasp/embed {MODEL} Na Cl
fix s all clasp/score 1 e prompts {PROMPTS}
{THERMO}
run 0
""")
        self.assertGreater(len({v for v in result.thermo()[0].values()}), 3)


if __name__ == "__main__":
    unittest.main()
