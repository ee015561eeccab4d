# SPDX-License-Identifier: MIT
"""Runs `clasp screen` on crystals written in every format it reads."""
import csv
import gzip
import json
import math
import os
import subprocess
from pathlib import Path

from lammps_runner import ENVIRONMENT, MODEL, MPIEXEC, LammpsTest

CLASP = os.environ["CLASP_PROGRAM"]
CRYSTALS = Path(__file__).parents[1] / "reference/data/crystals.jsonl"
SLAB = [[5.431, 0, 0], [0, 5.431, 0], [0, 0, 5.431]]
DIAMOND = [[0, 0, 0], [0, .5, .5], [.5, 0, .5], [.5, .5, 0],
           [.25, .25, .25], [.25, .75, .75], [.75, .25, .75], [.75, .75, .25]]
PROMPTS = ["superconductor", "silicon, diamond structure", "\"quoted\" & $dollar # oxide"]


def volume(cell):
    a, b, c = cell
    return abs(sum(a[i] * (b[i - 2] * c[i - 1] - b[i - 1] * c[i - 2]) for i in range(3)))


def ordered_crystals(count):
    """Crystals of every shape and sane density, without partial occupancies: [(cell, elements, fractions)]."""
    found = []
    for line in CRYSTALS.read_text().splitlines():
        entry = json.loads(line)
        sites = entry["sites"]
        if len(sites) <= 40 and volume(entry["lattice"]) > 8 * len(sites) and all(list(o.values()) == [1] for _, o in sites):
            found.append((entry["lattice"], [next(iter(o)) for _, o in sites], [f for f, _ in sites]))
    return found[::max(1, len(found) // count)][:count]


def dot(a, b):
    return sum(x * y for x, y in zip(a, b))


def times(vector, matrix):
    return [dot(vector, column) for column in zip(*matrix)]


def numbers(values):
    return " ".join(repr(float(v)) for v in values)


def cif(cell, elements, fractions, name="crystal", occupancy=""):
    length = [dot(v, v) ** 0.5 for v in cell]
    cosines = [dot(cell[(i + 1) % 3], cell[(i + 2) % 3]) / length[(i + 1) % 3] / length[(i + 2) % 3] for i in range(3)]
    text = f"data_{name}\n"
    text += "".join(f"_cell_length_{k} {v!r}\n" for k, v in zip("abc", length))
    text += "".join(f"_cell_angle_{k} {math.degrees(math.acos(c))!r}\n" for k, c in zip(("alpha", "beta", "gamma"), cosines))
    text += "loop_\n_atom_site_type_symbol\n_atom_site_fract_x\n_atom_site_fract_y\n_atom_site_fract_z\n"
    text += "_atom_site_occupancy\n" if occupancy else ""
    return text + "".join(f"{e} {numbers(f)}{occupancy}\n" for e, f in zip(elements, fractions))


def xyz(cell, elements, fractions, pbc='pbc="T T T" '):
    lattice = f'Lattice="{numbers(x for v in cell for x in v)}" ' if pbc is not None else ""
    text = f"{len(elements)}\n{lattice}Properties=species:S:1:pos:R:3:tag:I:1 {pbc or ''}energy=-1.0\n"
    return text + "".join(f"{e} {numbers(times(f, cell))} 0\n" for e, f in zip(elements, fractions))


def dump(step, cell, elements, fractions, style):
    """A frame with fractional coordinates in a general box, or Cartesian ones in LAMMPS' own."""
    text = f"ITEM: TIMESTEP\n{step}\nITEM: NUMBER OF ATOMS\n{len(elements)}\n"
    order = sorted(range(len(elements)), key=lambda i: (i * 7) % 11)
    if style == "general":
        origin = [1.0, -2.0, 0.5]
        text += "ITEM: BOX BOUNDS abc origin pp pp pp\n"
        text += "".join(f"{numbers(v)} {o}\n" for v, o in zip(cell, origin))
        text += "ITEM: ATOMS id element xs ys zs\n"
        return text + "".join(f"{i + 1} {elements[i]} {numbers(fractions[i])}\n" for i in order)
    a, b, c = cell
    ax = dot(a, a) ** 0.5
    bx = dot(a, b) / ax
    by = (dot(b, b) - bx * bx) ** 0.5
    cx = dot(a, c) / ax
    cy = (dot(b, c) - bx * cx) / by
    cz = (dot(c, c) - cx * cx - cy * cy) ** 0.5
    own = [[ax, 0, 0], [bx, by, 0], [cx, cy, cz]]
    bounds = [(min(0, bx, cx, bx + cx), ax + max(0, bx, cx, bx + cx), bx), (min(0, cy), by + max(0, cy), cx), (0, cz, cy)]
    text += "ITEM: BOX BOUNDS xy xz yz pp pp pp\n" + "".join(numbers(row) + "\n" for row in bounds)
    text += "ITEM: ATOMS id element xu yu zu\n"  # unwrapped: cells away
    return text + "".join(f"{i + 1} {elements[i]} {numbers(times([f + i for f in fractions[i]], own))}\n" for i in order)


class Screen(LammpsTest):
    def screen(self, *paths, ranks=0, model=MODEL, prompts=PROMPTS, out="table.csv", options=(), fails=False):
        """Rows of the table, as dictionaries; self.said is what the command printed."""
        command = [CLASP, "screen", model, *(w for p in prompts for w in ("--prompt", p)), *paths]
        command += ["--out", out, *options]
        if ranks:
            command = [*MPIEXEC, "-n", str(ranks), *command]
        environment = {k: v for k, v in ENVIRONMENT.items() if k != "LD_LIBRARY_PATH"}
        done = subprocess.run([str(c) for c in command], cwd=self.folder, env=environment, text=True,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=300)
        self.said = done.stdout
        self.assertEqual(done.returncode != 0, fails, self.said)
        return None if fails else self.rows(out)

    def rows(self, name):
        lines = (self.folder / name).read_text().splitlines()
        return list(csv.DictReader(line for line in lines if not line.startswith("#")))

    def write(self, name, text):
        path = self.folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(gzip.compress(text.encode()) if name.endswith(".gz") else text.encode())
        return name

    def cosines(self, row):
        return [float(row[f"cosine_{i}"]) for i in range(1, len(PROMPTS) + 1)]

    def assert_near(self, a, b, tolerance=1e-5):
        self.assertLess(max(abs(x - y) for x, y in zip(a, b)), tolerance)
