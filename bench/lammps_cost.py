#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""What tagging costs in LAMMPS: one snapshot in a hundred steps against the pair style's own time.

Each case runs twice, with and without the styles, in one go: crystals at 300 K, 200 steps, tagged every 100 against eight
prompts. "tag/pair": time of the fix over the time of the pair style in the same run. "bytes/atom": what LAMMPS counts as
memory, with the styles less without.

A second table, of one run on one rank: what an evaluation of LAMMPS' own descriptors costs beside the embedding and beside a step of
the pair style, each as the time for output when thermo asks for it at every step.

usage: lammps_cost.py [--venv VENV] [--plugin PLUGIN] [--model MODEL] [--atoms N ...] [--ranks N ...] [--core N]
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
DESCRIPTORS = {  # compute, what thermo prints of it
    "clasp/embed": ("compute d all clasp/embed {model} Si", "c_d[1]"),
    "sna/atom, twojmax 6": ("compute d all sna/atom 4.7 0.99363 6 0.5 1.0\ncompute r all reduce sum c_d[1]", "c_r"),
    "sna/atom, twojmax 8": ("compute d all sna/atom 4.7 0.99363 8 0.5 1.0\ncompute r all reduce sum c_d[1]", "c_r"),
    "cna/atom": ("compute d all cna/atom 4.63\ncompute r all reduce sum c_d", "c_r"),
}
EVALUATIONS, DESCRIPTOR_ATOMS = 4, 13824


def system(case, atoms):
    lattice, per_cell, mass, pair, _ = CASES[case]
    n = round((atoms / per_cell) ** (1 / 3))
    return f"""units metal
lattice {lattice}
region box block 0 {n} 0 {n} 0 {n}
create_box 1 box
create_atoms 1 box
mass 1 {mass}
{pair}
velocity all create 600 4711
fix move all nve
"""


def script(case, atoms, tagged, args):
    styles = f"""plugin load {args.plugin}
compute e all clasp/embed {args.model} {CASES[case][-1]}
fix s all clasp/score 100 e prompts {PROMPTS}
""" if tagged else ""
    return f"{system(case, atoms)}{styles}thermo {STEPS}\nrun {STEPS}\n"


def descriptor_script(args):
    # a pair style that asks for no forces, only for the neighbours that the descriptors want
    runs = [f"{system('SW silicon', DESCRIPTOR_ATOMS)}run {STEPS}",
            f"plugin load {args.plugin}\npair_style hybrid/overlay sw zero 5.0\npair_coeff * * sw Si.sw Si\npair_coeff * * zero\nthermo 1"]
    for setup, printed in DESCRIPTORS.values():
        runs.append(f"{setup.format(model=args.model)}\nthermo_style custom step {printed}\nrun {EVALUATIONS}\n"
                    f"thermo_style one\n{'uncompute r' if 'reduce' in setup else ''}\nuncompute d")
    return "\n".join(runs) + "\n"



def output_of(text, ranks, args):
    lammps = glob.glob(f"{args.venv}/lib/python3*/site-packages/lammps")[0]
    environment = dict(os.environ, LD_LIBRARY_PATH=f"{args.venv}/lib", OMP_NUM_THREADS="1",
                       LAMMPS_POTENTIALS=f"{lammps}/share/lammps/potentials")
    with tempfile.TemporaryDirectory() as folder:
        pathlib.Path(folder, "in.cost").write_text(text)
        return subprocess.run([*args.pin, f"{args.venv}/bin/mpiexec", "-n", str(ranks), f"{lammps}/lmp", "-in", "in.cost"],
                              cwd=folder, env=environment, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                              check=True).stdout


def seconds(name, out):
    """Of a section of the timing breakdown, for every run."""
    return [float(t) for t in re.findall(rf"^{name} +\| +\S+ +\| +(\S+)", out, re.M)]


def run(text, ranks, args):
    """(atoms, seconds of Pair, seconds of Modify, bytes of all ranks)."""
    out = output_of(text, ranks, args)
    memory = float(re.search(r"memory allocation .*= \S+ \| (\S+) \|", out)[1]) * 2**20 * ranks
    return int(re.search(r"Created (\d+) atoms", out)[1]), seconds("Pair", out)[0], seconds("Modify", out)[0], memory


def compare_descriptors(args):
    out = output_of(descriptor_script(args), 1, args)
    step = 1e6 * seconds("Pair", out)[0] / DESCRIPTOR_ATOMS / STEPS
    print(f"\n{DESCRIPTOR_ATOMS} atoms, one rank      us/atom  steps of SW\n{'Stillinger-Weber, a step':<24} {step:>8.2f}")
    for name, time in zip(DESCRIPTORS, seconds("Output", out)[1:]):
        cost = 1e6 * time / DESCRIPTOR_ATOMS / EVALUATIONS
        print(f"{name:<24} {cost:>8.2f} {cost / step:>12.1f}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--venv", default=str(ROOT / "build/venv"))
    parser.add_argument("--plugin", default=str(ROOT / "build/lib/claspplugin.so"))
    parser.add_argument("--model", default=str(ROOT / "build/model.safetensors"))
    parser.add_argument("--atoms", type=int, nargs="+", default=[13824, 100000])
    parser.add_argument("--ranks", type=int, nargs="+", default=[1, 2])
    parser.add_argument("--core", help="pin to this core; for one rank")
    args = parser.parse_args()
    args.pin = ["taskset", "-c", args.core] if args.core else []
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
    compare_descriptors(args)


if __name__ == "__main__":
    main()
