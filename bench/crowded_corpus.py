#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Makes a large corpus of a small one, to see what size costs: distorted copies of its crystals, until there are COUNT.

Every copy is strained and displaced by other amounts, so that no two have one embedding. Three in a row share a paper with a
DOI and a title of words from the titles that CORPUS holds (or else its formulas). The same count gives the same content.

usage: crowded_corpus.py CORPUS COUNT OUT.sqlite
"""
import json
import random
import sqlite3
import sys
from pathlib import Path

LARGEST_STRAIN = 0.03
LARGEST_DISPLACEMENT = 0.05  # of a cell's edge of 10 Angstrom
WORDS_IN_TITLE = 12


def distorted(rng, lattice, sites):
    strain = [1 + rng.uniform(-LARGEST_STRAIN, LARGEST_STRAIN) for _ in range(3)]
    lattice = [value * strain[i % 3] for i, value in enumerate(lattice)]
    edge = max(sum(value * value for value in lattice[3 * row:3 * row + 3]) ** 0.5 for row in range(3))
    most = LARGEST_DISPLACEMENT * rng.random() * 10 / edge
    return json.dumps(lattice), json.dumps([[round((x + rng.uniform(-most, most)) % 1, 5) for x in site[:3]] + site[3:]
                                            for site in sites])


def main():
    if len(sys.argv) != 4 or not sys.argv[2].isdigit():
        sys.exit(__doc__)
    path, count, out = sys.argv[1], int(sys.argv[2]), Path(sys.argv[3])
    if out.exists():
        sys.exit(f"{out}: is there already; name another file")
    small, large = sqlite3.connect(path), sqlite3.connect(out)
    crystals = [(formula, json.loads(lattice), json.loads(sites)) for formula, lattice, sites in
                small.execute("SELECT formula,lattice,sites FROM structures WHERE phase=0 ORDER BY id")]
    words = [word for (title,) in small.execute("SELECT title FROM publications ORDER BY id") for word in title.split()]
    words = words or [formula for formula, _, _ in crystals]
    for pragma in ("application_id", "user_version"):
        large.execute(f"PRAGMA {pragma}={small.execute(f'PRAGMA {pragma}').fetchone()[0]}")
    for (statement,) in small.execute("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%'"):
        large.execute(statement)
    for n in range(count):
        rng, paper = random.Random(n), n // 3 + 1
        formula, lattice, sites = crystals[n % len(crystals)]
        if n % 3 == 0:
            title = " ".join(rng.choices(words, k=WORDS_IN_TITLE))
            large.execute("INSERT INTO publications VALUES (?,?,?,'Journal',?)",
                          (paper, f"10.9999/crowded.{paper}", title, 1950 + rng.randrange(75)))
        large.execute("INSERT INTO structures VALUES (?,?,?,1,0,0,?,'train',?,?)",
                      (n + 1, f"{n:06}.cif", formula, title, *distorted(rng, lattice, sites)))
        large.execute("INSERT INTO captions VALUES (?,?,'title',?)", (n + 1, paper, title))
    large.commit()
    print(f"{count} structures: {out}")


if __name__ == "__main__":
    main()
