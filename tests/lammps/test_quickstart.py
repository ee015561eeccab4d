# SPDX-License-Identifier: MIT
"""The quickstart's input; the run itself is examples/quickstart/run.sh."""
import re
import unittest
from pathlib import Path

from lammps_runner import MODEL, PLUGIN, LammpsTest

QUICKSTART = Path(__file__).parents[2] / "examples/quickstart"


class Quickstart(LammpsTest):
    def test_input_with_a_few_steps(self):
        script = re.sub(r"^run \d+", "run 100", (QUICKSTART / "in.quickstart").read_text(),
                        flags=re.MULTILINE)
        result = self.run_lammps(f"variable plugin index {PLUGIN}\nvariable model index {MODEL}\n"
                                 + script, load=False)
        self.assertEqual(result.status, 0, result.output)
        self.assertEqual([row["step"] for row in result.tags()], ["0", "100", "200", "300"])
        self.assertGreaterEqual(sum(name.startswith("percentile_") for name in result.tags()[0]), 6)


if __name__ == "__main__":
    unittest.main()
