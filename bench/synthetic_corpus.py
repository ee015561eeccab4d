#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Writes a corpus of made-up crystals as large as wanted: a tar archive of CIF files with titles, to see what size costs.

Half are compounds of simple structure types, half packings of molecules-like clusters in cells of up to 500 sites; every
structure is different, three share a paper. The same count gives the same bytes.

usage: synthetic_corpus.py COUNT ARCHIVE.tar
"""
import io
import random
import sys
import tarfile

CATIONS = "Li Na K Rb Cs Mg Ca Sr Ba Sc Y La Ti Zr Hf V Nb Ta Cr Mo W Mn Fe Co Ni Cu Zn Cd Al Ga In Sn Pb Bi".split()
ANIONS = "O S Se Te F Cl Br I N P As".split()
TYPES = {  # cation and anion positions in a cube
    "rock salt": ([(0, 0, 0), (0, .5, .5), (.5, 0, .5), (.5, .5, 0)], [(.5, .5, .5), (.5, 0, 0), (0, .5, 0), (0, 0, .5)]),
    "zinc blende": ([(0, 0, 0), (0, .5, .5), (.5, 0, .5), (.5, .5, 0)],
                    [(.25, .25, .25), (.25, .75, .75), (.75, .25, .75), (.75, .75, .25)]),
    "caesium chloride": ([(0, 0, 0)], [(.5, .5, .5)]),
    "cubic perovskite": ([(0, 0, 0), (.5, .5, .5)], [(.5, .5, 0), (.5, 0, .5), (0, .5, .5)]),
}
TOPICS = ["magnetic properties", "luminescence", "ionic conductivity", "superconductivity", "gas adsorption", "phase transition"]


def cif(name, title, paper, cell, sites):
    a, b, c = cell
    lines = [f"data_{name}", f"_publ_section_title '{title}'", f"_journal_paper_doi 10.9999/synthetic.{paper}",
             f"_cell_length_a {a:.4f}", f"_cell_length_b {b:.4f}", f"_cell_length_c {c:.4f}", "_cell_angle_alpha 90",
             "_cell_angle_beta 90", "_cell_angle_gamma 90", "_symmetry_space_group_name_H-M 'P 1'", "loop_", "_atom_site_label",
             "_atom_site_type_symbol", "_atom_site_fract_x", "_atom_site_fract_y", "_atom_site_fract_z"]
    lines += [f"{e}{i} {e} {x:.5f} {y:.5f} {z:.5f}" for i, (e, x, y, z) in enumerate(sites)]
    return ("\n".join(lines) + "\n").encode()


def compound(rng):
    kind = rng.choice(sorted(TYPES))
    cations, anion = rng.sample(CATIONS, 2), rng.choice(ANIONS)
    a = rng.uniform(3.8, 6.5)
    n = rng.choice([1, 1, 1, 2, 3])  # cells along z, a site moved in each but the first
    sites = []
    for k in range(n):
        for i, p in enumerate(TYPES[kind][0]):
            sites.append((cations[i % 2 if "perovskite" in kind else 0], p[0], p[1], (p[2] + k) / n))
        for p in TYPES[kind][1]:
            sites.append((anion, p[0], p[1], (p[2] + k + (0.03 * rng.random() if k else 0)) / n))
    return f"{kind} {cations[0]} {anion}", (a, a, n * a), sites


def cluster_crystal(rng):
    atoms = rng.choice([24, 40, 60, 96, 140, 200, 300, 480])
    metal = rng.choice(CATIONS)
    edge = (atoms * rng.uniform(9, 13)) ** (1 / 3)
    per_side = int(atoms ** (1 / 3)) + 1
    cells = [(i, j, k) for i in range(per_side) for j in range(per_side) for k in range(per_side)]
    sites = []
    for n, place in enumerate(rng.sample(cells, atoms)):
        element = metal if n % 24 == 0 else rng.choice("CCCCHHHHNO")
        sites.append((element, *((p + 0.5 + 0.25 * (rng.random() - 0.5)) / per_side for p in place)))
    return f"{metal} coordination compound", (edge, edge * rng.uniform(0.9, 1.1), edge), sites


def main():
    if len(sys.argv) != 3 or not sys.argv[1].isdigit():
        sys.exit(__doc__)
    count = int(sys.argv[1])
    with tarfile.open(sys.argv[2], "w") as archive:
        for i in range(count):
            rng = random.Random(i)
            what, cell, sites = compound(rng) if i % 2 else cluster_crystal(rng)
            paper = i // 3
            title = f"Synthesis and {random.Random(-paper - 1).choice(TOPICS)} of {what}, part {paper}"
            data = cif(f"S{i}", title, paper, cell, sites)
            info = tarfile.TarInfo(f"cif/{i // 1000:03d}/{i}.cif")
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))


if __name__ == "__main__":
    main()
