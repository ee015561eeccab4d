#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""What tagging costs in LAMMPS: one snapshot in a hundred steps against the pair style's own time.

Each case runs twice, with and without the styles, in one go: crystals at 300 K, 200 steps, tagged every 100 against eight
prompts. "tag/pair": time of the fix over the time of the pair style in the same run. "bytes/atom": what LAMMPS counts as
memory, with the styles less without.

usage: lammps_cost.py [--venv VENV] [--plugin PLUGIN] [--model MODEL] [--atoms N ...] [--ranks N ...]
"""
import argparse
import glob
import os
import pathlib
import re
import subprocess
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[1]
PROMPTS = " ".join(f'"{p}"' for p in (
    "silicon, diamond structure", "fcc copper", "liquid silicon", "liquid metal", "perovskite oxide", "zeolite",
    "superconductor", "rock salt"))
CASES = {  # lattice, atoms per cell, mass, pair style, element
    "SW silicon": ("diamond 5.431", 8, 28.0855, "pair_style sw\npair_coeff * * Si.sw Si", "Si"),
    "EAM copper": ("fcc 3.615", 4, 63.55, "pair_style eam/alloy\npair_coeff * * Cu_mishin1.eam.alloy Cu", "Cu"),
}
STEPS = 200


def script(case, atoms, tagged, args):
    lattice, per_cell, mass, pair, element = CASES[case]
    n = round((atoms / per_cell) ** (1 / 3))
    styles = f"""plugin load {args.plugin}
compute e all clasp/embed {args.model} {element}
fix s all clasp/score 100 e prompts {PROMPTS}
""" if tagged else ""
    return f"""units metal
lattice {lattice}
region box block 0 {n} 0 {n} 0 {n}
create_box 1 box
create_atoms 1 box
mass 1 {mass}
{pair}
velocity all create 600 4711
fix move all nve
{styles}thermo {STEPS}
run {STEPS}
"""


def run(text, ranks, args):
    """(atoms, seconds of Pair, seconds of Modify, bytes of all ranks)."""
    lammps = glob.glob(f"{args.venv}/lib/python3*/site-packages/lammps")[0]
    environment = dict(os.environ, LD_LIBRARY_PATH=f"{args.venv}/lib", OMP_NUM_THREADS="1",
                       LAMMPS_POTENTIALS=f"{lammps}/share/lammps/potentials")
    with tempfile.TemporaryDirectory() as folder:
        pathlib.Path(folder, "in.cost").write_text(text)
        out = subprocess.run([f"{args.venv}/bin/mpiexec", "-n", str(ranks), f"{lammps}/lmp", "-in", "in.cost"], cwd=folder,
                             env=environment, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=True).stdout
    time = {name: float(re.search(rf"^{name} +\| +\S+ +\| +(\S+)", out, re.M)[1]) for name in ("Pair", "Modify")}
    memory = float(re.search(r"memory allocation .*= \S+ \| (\S+) \|", out)[1]) * 2**20 * ranks
    return int(re.search(r"Created (\d+) atoms", out)[1]), time["Pair"], time["Modify"], memory


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--venv", default=str(ROOT / "build/venv"))
    parser.add_argument("--plugin", default=str(ROOT / "build/lib/claspplugin.so"))
    parser.add_argument("--model", default=str(ROOT / "build/model.safetensors"))
    parser.add_argument("--atoms", type=int, nargs="+", default=[13824, 100000])
    parser.add_argument("--ranks", type=int, nargs="+", default=[1, 2])
    args = parser.parse_args()
    print("pair style     atoms ranks  pair us/atom/step  tag us/atom/snapshot  tag/pair  bytes/atom")
    for case in CASES:
        for wanted in args.atoms:
            for ranks in args.ranks:
                atoms, pair, modify, memory = run(script(case, wanted, True, args), ranks, args)
                _, _, without, memory_without = run(script(case, wanted, False, args), ranks, args)
                tag = modify - without
                print(f"{case:<12} {atoms:>7} {ranks:>5} {1e6 * ranks * pair / atoms / STEPS:>18.3f} "
                      f"{1e6 * ranks * tag / atoms / (STEPS // 100):>21.2f} {tag / pair:>9.3f} "
                      f"{(memory - memory_without) / atoms:>11.0f}", flush=True)


if __name__ == "__main__":
    main()
