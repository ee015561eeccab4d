# SPDX-License-Identifier: MIT
"""The quickstart's input and its table of tags; the run itself is examples/quickstart/run.sh."""
import re
import subprocess
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

    def test_table_of_tags(self):
        (self.folder / "tags.csv").write_text("""# CLaSP tag file, format 1
# prompt 1: "silicon, diamond structure"
step,time,tag,best,percentile_1,cosine_1
0,0,"silicon, diamond structure",1,99.0,0.5
100,0.1,"silicon, diamond structure",1,99.0,0.5
200,0.2,"unknown",1,90.0,0.4
300,0.3,"a ""quoted"" one",1,99.0,0.5
400,0.4,"a ""quoted"" one",1,99.0,0.5
""")
        table = subprocess.run([QUICKSTART / "tag_table.sh", "tags.csv"], cwd=self.folder,
                               check=True, text=True, stdout=subprocess.PIPE).stdout
        self.assertEqual(table.splitlines(), [
            "from step      0 to step    100: silicon, diamond structure",
            "from step    200 to step    200: unknown",
            'from step    300 to step    400: a "quoted" one'])


if __name__ == "__main__":
    unittest.main()
