# SPDX-License-Identifier: MIT
"""examples/compose: scores and tags of the shipped model in other commands of LAMMPS."""
import json
import re
import shutil
import subprocess
import unittest
from pathlib import Path

from lammps_runner import ENVIRONMENT, MODELS, PLUGIN, VENV, LammpsTest, Result

EXAMPLES = Path(__file__).parents[2] / "examples/compose"
SETTINGS = {"plugin": PLUGIN, "model": MODELS / "shipped.safetensors"}
CRYSTAL, LIQUID = "silicon, diamond structure", "liquid silicon"


def snapshots(path):
    """{step: number of atoms} of a dump file."""
    found = re.findall(r"ITEM: TIMESTEP\n(\d+)\nITEM: NUMBER OF ATOMS\n(\d+)", path.read_text())
    return {int(step): int(atoms) for step, atoms in found}


class Compose(LammpsTest):
    def setUp(self):
        super().setUp()
        for name in ("silicon.in", "prompts.txt"):
            shutil.copy(EXAMPLES / name, self.folder)

    def example(self, name, ranks=1):
        variables = "".join(f"variable {key} index {value}\n" for key, value in SETTINGS.items())
        result = self.run_lammps(variables + (EXAMPLES / name).read_text(), ranks, load=False)
        self.assertEqual(result.status, 0, result.output)
        return result

    def test_halt(self):
        result = self.example("in.halt", ranks=2)
        rows = result.tags()
        self.assertEqual({row["tag"] for row in rows[:-1]}, {CRYSTAL})
        self.assertNotEqual(rows[-1]["tag"], CRYSTAL)
        step = int(rows[-1]["step"])
        self.assertLess(step, 3250)
        self.assertIn(f"Fix halt condition for fix-id stop met on step {step}", result.output)
        moved = {row["Step"]: row["c_m[4]"] for row in result.thermo()}
        self.assertLess(moved[250], 0.1)  # still a crystal at 300 K, molten when it stopped
        self.assertGreater(moved[step], 0.5)

    def test_dump(self):
        result = self.example("in.dump")
        rows = result.tags()
        liquid = [int(row["step"]) for row in rows if row["tag"] == LIQUID]
        self.assertEqual(list(snapshots(self.folder / "tagged.lammpstrj")), liquid)
        self.assertTrue(0 < len(liquid) < len(rows))
        self.assertEqual(snapshots(self.folder / "scored.lammpstrj"), {
            int(row["step"]): 216 if float(row["percentile_2"]) >= 99.9 else 0 for row in rows})

    def test_average(self):
        result = self.example("in.average")
        rows = {int(row["step"]): row for row in result.tags()}
        table = [list(map(float, line.split()))
                 for line in (self.folder / "scores.txt").read_text().splitlines()
                 if not line.startswith("#")]
        self.assertEqual([row[0] for row in table], list(range(250, 1501, 250)))
        names = ["percentile_1", "percentile_2", "cosine_1", "cosine_2"]
        for step, *means, lead in table:
            last = [rows[int(step) - back] for back in range(0, 250, 50)]
            for name, mean in zip(names, means):
                self.assertAlmostEqual(mean, sum(float(row[name]) for row in last) / 5, 2)
            self.assertAlmostEqual(lead, means[2] - means[3], 4)
        self.assertGreater(table[0][-1], 0)
        self.assertLess(table[-1][-1], 0)
        self.assertIn("Step 1500: tag 2, silicon leads by -0.", result.output)

    def test_rerun(self):
        rows = self.example("in.rerun", ranks=2).tags()
        self.assertEqual([row["step"] for row in rows], [str(s) for s in range(0, 1001, 100)])
        self.assertEqual(rows[0]["tag"], CRYSTAL)
        self.assertIn(rows[-1]["tag"], (LIQUID, "amorphous silicon"))  # their scores differ less than two melts do
        self.assertIn("percentile_16", rows[0])

    def test_groups(self):
        rows = self.example("in.groups", ranks=2).thermo()[-5:]
        self.assertEqual(len(rows), 5)
        for row in rows:  # cosines with the crystal's name, then with that of the gas
            self.assertGreater(row["f_c[3]"], row["f_s[3]"])
            self.assertGreater(row["f_s[3]"], row["f_g[3]"])
            self.assertGreater(row["f_g[4]"], row["f_s[4]"])
            self.assertAlmostEqual(row["c_pull"], row["c_silicon"] + row["c_argon"], 6)
            self.assertGreater(row["c_silicon"], row["c_argon"] + 0.02)

    def test_steering_from_python(self):
        options = [word for name, value in SETTINGS.items() for word in ("-var", name, value)]
        done = subprocess.run([VENV / "bin/mpiexec", "-n", "2", VENV / "bin/python",
                               EXAMPLES / "steer.py", "-nocite", *options],
                              cwd=self.folder, env=ENVIRONMENT, text=True, check=True,
                              stdout=subprocess.PIPE, timeout=300)
        told = re.findall(r"^(\d+) K: tag (\d), percentiles (.*)$", done.stdout, re.MULTILINE)
        tags = [tag for _, tag, _ in told]
        self.assertEqual(tags, ["1"] * (len(tags) - 1) + ["2"])
        rows = {row["step"]: row for row in Result(0, "", self.folder).tags()}
        for n, (_, tag, percentiles) in enumerate(told, 1):
            row = rows[str(250 * n)]
            self.assertEqual(row["tag"], (CRYSTAL, LIQUID)[int(tag) - 1])
            for i, value in enumerate(json.loads(percentiles), 1):
                self.assertAlmostEqual(value, float(row[f"percentile_{i}"]), 3)


def commands(text):
    """Input lines with their continuations, blanks normalised."""
    lines = re.sub(r"&\n", " ", text).splitlines()
    return [" ".join(line.split()) for line in lines if line.strip() and not line.startswith("#")]


class Pages(unittest.TestCase):
    """Documents and logs show what the tests run."""

    def test_logs_are_of_the_inputs(self):
        for script in sorted(EXAMPLES.glob("in.*")):
            for ranks in (1, 4):
                name = script.name[3:]
                logs = list(EXAMPLES.glob(f"log.*.{name}.g++.{ranks}"))
                self.assertEqual(len(logs), 1, f"log.*.{name}.g++.{ranks}")
                echoed = [line.split() for line in logs[0].read_text().splitlines()]
                self.assertIn(f"Loop time of on {ranks} procs for".split(),
                              [words[:3] + words[4:8] for words in echoed])
                text = script.read_text()
                if "include silicon.in" in text:
                    text += (EXAMPLES / "silicon.in").read_text()
                for line in text.replace("&\n", "").splitlines():
                    self.assertIn(line.split(), echoed)

    def test_every_input_is_run(self):
        tests = "".join(path.read_text() for path in Path(__file__).parent.glob("test_*.py"))
        for script in EXAMPLES.parent.glob("*/in.*"):
            self.assertIn(script.name, tests)

    def test_manual_pages_quote_inputs(self):
        run = [command for script in EXAMPLES.parent.glob("*/*in*") if script.is_file()
               for command in commands(script.read_text())]
        pages = sorted((EXAMPLES.parents[1] / "doc").glob("*_clasp_*.md"))
        self.assertEqual(len(pages), 3)
        for page in pages:
            quoted = page.read_text().split("## Examples\n\n```\n")[1].split("```")[0]
            for command in commands(quoted):
                self.assertIn(command, run, page.name)


if __name__ == "__main__":
    unittest.main()
