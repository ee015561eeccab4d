# SPDX-License-Identifier: MIT
"""Styles that come and go leave no memory behind."""
import re
import unittest

from lammps_runner import MODELS, PLUGIN, SILICON, LammpsTest

STYLES = f"""compute e all clasp/embed {MODELS}/small.safetensors Si
fix s all clasp/score 1 e prompts silicon ice ave 5
"""


class Memory(LammpsTest):
    def peaks(self, result):
        """What `info memory` printed, in MB."""
        return [float(value) for value in
                re.findall(r"Maximum resident set size: *([\d.]+) Mbyte", result.output)]

    def test_a_thousand_cycles(self):
        # a compute and a fix take some 20 MB together: one in a hundred left behind would show
        result = self.lammps(f"""{SILICON}thermo_modify norm no
variable i loop 1000
label again
{STYLES}run 0 post no
unfix s
uncompute e
if "$i == 100" then "info memory"
next i
jump SELF again
info memory
""")
        after_a_hundred, after_all = self.peaks(result)
        self.assertGreater(after_a_hundred, 30)
        self.assertLess(after_all - after_a_hundred, 20)

    def test_load_run_clear_reload(self):
        cycle = f"""plugin load {PLUGIN}
{SILICON}{STYLES}thermo_style custom step f_s[3] f_s[4]
run 3
%s
plugin unload fix clasp/score
plugin unload compute clasp/embed
clear
info memory
"""
        script = "".join(cycle % way for way in 5 * ["clear", "unfix s\nuncompute e", ""])
        result = self.run_lammps(script, ranks=2, load=False)
        self.assertEqual(result.status, 0, result.output)
        rows = result.thermo()
        self.assertEqual(len(rows), 15 * 2)
        self.assertEqual({tuple(row.values()) for row in rows},
                         {tuple(row.values()) for row in rows[:2]})
        self.assertNotEqual(rows[0]["f_s[3]"], 0)
        peaks = self.peaks(result)
        self.assertLess(peaks[-1] - peaks[2], 20)


if __name__ == "__main__":
    unittest.main()
