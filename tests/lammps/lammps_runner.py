# SPDX-License-Identifier: MIT
"""Runs LAMMPS with the styles, on any number of ranks, and reads back what it wrote.

Where things are comes from the environment (CTest sets it): CLASP_VENV, the virtual environment
with lammps and mpich; CLASP_PLUGIN, the plugin; CLASP_MODELS, the folder with the models that
make_models.sh wrote; CLASP_PROGRAM, the command line tool. Another LAMMPS, which has the styles in
itself, is named by CLASP_LMP, its options by CLASP_LMP_OPTIONS; CLASP_MPIEXEC starts it.
"""
import csv
import glob
import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

VENV = Path(os.environ["CLASP_VENV"])
PLUGIN = os.environ["CLASP_PLUGIN"]
MODELS = Path(os.environ["CLASP_MODELS"])
MODEL = MODELS / "random.safetensors"
LAMMPS = Path(glob.glob(f"{VENV}/lib/python3*/site-packages/lammps")[0])

OTHER_LMP = os.environ.get("CLASP_LMP")
LMP = OTHER_LMP or str(LAMMPS / "lmp")
MPIEXEC = shlex.split(os.environ["CLASP_MPIEXEC"]) if OTHER_LMP else [str(VENV / "bin/mpiexec")]
if OTHER_LMP and not os.path.exists(OTHER_LMP):
    print(f"skipped: no {OTHER_LMP}")
    sys.exit(77)  # CTest fails, unless it was told that this machine may not allow to build it
LMP_OPTIONS = os.environ.get("CLASP_LMP_OPTIONS", "").split()

POTENTIALS = LAMMPS / "share/lammps/potentials"
ENVIRONMENT = dict(os.environ, LAMMPS_POTENTIALS=str(POTENTIALS),
                   OMPI_ALLOW_RUN_AS_ROOT="1", OMPI_ALLOW_RUN_AS_ROOT_CONFIRM="1",
                   OMPI_MCA_rmaps_base_oversubscribe="1",
                   PRTE_MCA_rmaps_default_mapping_policy=":oversubscribe",  # since Open MPI 5
                   OMPI_MCA_btl_vader_single_copy_mechanism="none",
                   # Open MPI asks a name server for this machine's own name, and may wait long
                   RES_OPTIONS="timeout:1 attempts:1")
if not OTHER_LMP:
    ENVIRONMENT["LD_LIBRARY_PATH"] = f"{VENV}/lib:" + os.environ.get("LD_LIBRARY_PATH", "")


class Result:
    """What one run of LAMMPS left behind."""

    def __init__(self, status, output, folder):
        self.status, self.output, self.folder = status, output, Path(folder)

    def thermo(self):
        """Rows of all thermo tables, as dictionaries."""
        rows, names = [], None
        for line in self.output.splitlines():
            words = line.split()
            if words[:1] == ["Step"]:
                names = words
            elif line.startswith("Loop time"):
                names = None
            elif names and len(words) == len(names) and re.match(r"\d", words[0]):
                rows.append(dict(zip(names, map(float, words))))
        return rows

    def vectors(self, name="embedding.txt"):
        """Blocks "STEP ROWS" of a file of fix ave/time with mode vector: {step: values}."""
        lines = [line.split() for line in (self.folder / name).read_text().splitlines()
                 if not line.startswith("#")]
        blocks = {}
        while lines:
            step, rows = map(int, lines[0])
            blocks[step] = [float(words[1]) for words in lines[1:rows + 1]]
            lines = lines[rows + 1:]
        return blocks

    def tags(self, name="tags.csv"):
        """Rows of a tag file, as dictionaries of texts."""
        lines = (self.folder / name).read_text().splitlines()
        return list(csv.DictReader(line for line in lines if not line.startswith("#")))


class LammpsTest(unittest.TestCase):
    """A test in a folder of its own, which goes away with it."""

    maxDiff = 2000

    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="clasp-lammps-")
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        if OTHER_LMP:  # distributions look for potentials in folders of their own
            shutil.copy(POTENTIALS / "Si.sw", self.folder)

    def run_lammps(self, script, ranks=1, load=True, options=None):
        """Runs an input; the plugin is loaded first. Returns a Result, whatever happened."""
        head = f"plugin load {PLUGIN}\n" if load and not OTHER_LMP else ""
        (self.folder / "in.test").write_text(head + script)
        command = [*MPIEXEC, "-n", str(ranks), LMP, "-in", "in.test", "-nocite",
                   *(LMP_OPTIONS if options is None else options)]
        done = subprocess.run(command, cwd=self.folder, env=ENVIRONMENT, text=True,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=300)
        output, log = done.stdout, self.folder / "log.lammps"
        if done.returncode and "ERROR" not in output and log.exists():
            # Open MPI may kill rank 0 for another rank's exit status before its message is through.
            output += log.read_text()
        return Result(done.returncode, output, self.folder)

    def lammps(self, script, ranks=1, options=None):
        """Runs an input that must succeed."""
        result = self.run_lammps(script, ranks, options=options)
        self.assertEqual(result.status, 0, result.output)
        return result

    def embedding(self, crystal, elements="Si", ranks=1, model=MODEL, group="all", keywords="",
                  run="run 0", options=None):
        """The embedding of a crystal (commands that create it) at step 0."""
        result = self.lammps(f"""{crystal}
compute e {group} clasp/embed {model} {elements} {keywords}
fix v all ave/time 1 1 1 c_e mode vector file embedding.txt format " %.12g"
thermo_style custom step c_e[1]
{run}
""", ranks, options)
        values = result.vectors()[0]
        self.assertAlmostEqual(sum(v * v for v in values), 1.0, places=5)
        return values

    def assert_equal_embeddings(self, a, b, tolerance=1e-5):
        self.assertLess(max(abs(x - y) for x, y in zip(a, b)), tolerance)

    def assert_different_embeddings(self, a, b):
        self.assertGreater(max(abs(x - y) for x, y in zip(a, b)), 1e-3)

    def assert_stops(self, script, *parts, ranks=1):
        """The input must stop, with a message on one line that holds all the parts."""
        result = self.run_lammps(script, ranks)
        self.assertNotEqual(result.status, 0, result.output)
        errors = [line for line in result.output.splitlines() if "ERROR" in line]
        self.assertTrue(errors, result.output)
        for part in parts:
            self.assertIn(part, errors[0])
        return result


def cell(lattice, types, box="0 2 0 2 0 2", masses="", before="", create="1 box"):
    """Commands for a crystal of a LAMMPS lattice with a pair style without forces."""
    return f"""units metal
atom_style atomic
lattice {lattice}
{before}
region box block {box}
create_box {types} box
create_atoms {create}
{masses}
pair_style zero 4.0
pair_coeff * *
"""


SILICON = cell("diamond 5.431", 1, masses="mass 1 28.0855")
HOT_SILICON = SILICON + "displace_atoms all random 0.3 0.3 0.3 4711\n"
SALT = cell("custom 5.64 a1 1 0 0 a2 0 1 0 a3 0 0 1 "
            "basis 0 0 0 basis 0 .5 .5 basis .5 0 .5 basis .5 .5 0 "
            "basis .5 .5 .5 basis .5 0 0 basis 0 .5 0 basis 0 0 .5",
            2, masses="mass 1 22.98977\nmass 2 35.453",
            create="1 box basis 5 2 basis 6 2 basis 7 2 basis 8 2")
