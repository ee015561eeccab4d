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
        self.assertEqual((rows[0]["tag"], rows[-1]["tag"]), (CRYSTAL, LIQUID))
        self.assertIn("percentile_16", rows[0])

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


class Logs(unittest.TestCase):
    def test_logs_are_of_the_inputs(self):
        for script in sorted(EXAMPLES.glob("in.*")):
            for ranks in (1, 4):
                name = script.name[3:]
                logs = list(EXAMPLES.glob(f"log.*.{name}.g++.{ranks}"))
                self.assertEqual(len(logs), 1, f"log.*.{name}.g++.{ranks}")
                echoed = [line.split() for line in logs[0].read_text().splitlines()]
                self.assertIn(f"Loop time of on {ranks} procs for".split(),
                              [words[:3] + words[4:8] for words in echoed])
                commands = (EXAMPLES / "silicon.in").read_text() + script.read_text()
                for line in commands.replace("&\n", "").splitlines():
                    self.assertIn(line.split(), echoed)


if __name__ == "__main__":
    unittest.main()
