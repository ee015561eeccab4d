#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Compares the structures of a corpus with pymatgen's, site by site.

usage: check_corpus.py CORPUS.db REFERENCE.jsonl [--show N]   (pip install numpy scipy)

CORPUS.db       made by `clasp corpus ingest CORPUS.db ARCHIVE --max-sites 1000000`
REFERENCE.jsonl made by pymatgen_structures.py from the same archive

Of a file with several data blocks the first structure counts, as in pymatgen. Prints the share of pymatgen's structures
that the corpus holds, and how many of those agree in the number of sites, composition, lattice parameters (1e-3 A and
degrees), order of species, and distances from every site to its 12 nearest neighbours (1e-3 A, sorted; at most 500
sites). Exit status 1 if less than 98 % are accepted.
"""
import argparse
import collections
import json
import sqlite3
import sys

import numpy as np
from scipy.spatial import cKDTree

ACCEPTANCE = 0.98
TOLERANCE = 1e-3
LARGEST = 500
SYMBOLS = ("H He Li Be B C N O F Ne Na Mg Al Si P S Cl Ar K Ca Sc Ti V Cr Mn Fe Co Ni Cu Zn Ga Ge As Se Br Kr Rb Sr Y Zr "
           "Nb Mo Tc Ru Rh Pd Ag Cd In Sn Sb Te I Xe Cs Ba La Ce Pr Nd Pm Sm Eu Gd Tb Dy Ho Er Tm Yb Lu Hf Ta W Re Os Ir "
           "Pt Au Hg Tl Pb Bi Po At Rn Fr Ra Ac Th Pa U Np Pu Am Cm Bk Cf Es Fm Md No Lr Rf Db Sg Bh Hs Mt Ds Rg Cn Nh "
           "Fl Mc Lv Ts Og").split()


def read_corpus(path):
    """First structure of every file: name inside the archive -> (lattice, frac, species)."""
    db = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    structures, rejected = {}, {}
    for source, lattice, sites, group in db.execute(
            "SELECT source, lattice, sites, space_group FROM structures ORDER BY id"):
        name = source.rsplit("#", 1)[0].split(".tar.xz/")[-1]
        rows = json.loads(sites)
        species = [{SYMBOLS[r[3] - 1]: 1.0} if len(r) == 4 else
                   {SYMBOLS[z - 1]: x for z, x in zip(r[3::2], r[4::2])} for r in rows]
        structures.setdefault(name, (np.reshape(json.loads(lattice), (3, 3)), np.array([r[:3] for r in rows]),
                                     species, group))
    for source, reason in db.execute("SELECT source, reason FROM rejected"):
        rejected[source.split(".tar.xz/")[-1]] = reason
    return structures, rejected


def parameters(lattice):
    lengths = np.linalg.norm(lattice, axis=1)
    cosines = [lattice[j] @ lattice[k] / lengths[j] / lengths[k] for j, k in ((1, 2), (0, 2), (0, 1))]
    return np.concatenate([lengths, np.degrees(np.arccos(np.clip(cosines, -1, 1)))])


def neighbour_distances(lattice, frac):
    """Distances to the 12 nearest neighbours, sorted, per site; neighbours beyond 8 A count as 8 A."""
    cutoff = 8.0
    heights = abs(np.linalg.det(lattice)) / np.array(
        [np.linalg.norm(np.cross(lattice[(i + 1) % 3], lattice[(i + 2) % 3])) for i in range(3)])
    reach = np.ceil(cutoff / heights).astype(int) + 1
    shifts = np.array(np.meshgrid(*[np.arange(-n, n + 1) for n in reach], indexing="ij")).reshape(3, -1).T
    home = frac - np.floor(frac)
    images = ((home[None, :, :] + shifts[:, None, :]).reshape(-1, 3))
    margin = cutoff / heights
    images = images[np.all((images >= -margin) & (images <= 1 + margin), axis=1)]
    tree = cKDTree(images @ lattice)
    distances, _ = tree.query(home @ lattice, k=13, distance_upper_bound=cutoff)
    return np.minimum(distances[:, 1:], cutoff)


def composition(species):
    total = collections.Counter()
    for site in species:
        total.update(site)
    return total


def same_composition(a, b):
    return set(a) == set(b) and all(abs(a[k] - b[k]) < TOLERANCE for k in a)


def environments(lattice, frac, species):
    """One row per site, in an order that does not depend on the order of the sites."""
    rows = np.round(neighbour_distances(lattice, frac), 6)
    keys = [" ".join(sorted(f"{k}{v:.3f}" for k, v in site.items())) for site in species]
    result = collections.defaultdict(list)
    for key, row in zip(keys, rows):
        result[key].append(row)
    return {key: np.array(sorted(map(tuple, np.array(r)))) for key, r in result.items()}


def matched(a, b):
    """Whether two sets of rows agree as sets within the tolerance."""
    if a.shape != b.shape:
        return False
    if np.all(abs(a - b) < TOLERANCE):
        return True
    tree = cKDTree(b)
    return all(len(tree.query_ball_point(row, TOLERANCE, p=np.inf)) > 0 for row in a)


def compare(mine, theirs):
    """Names of what differs."""
    lattice, frac, species, group = mine
    other = np.array(theirs["lattice"])
    differences = []
    if group != theirs["space_group"]:
        differences.append("space group")
    if len(frac) != len(theirs["frac"]):
        differences.append("sites")
    if not same_composition(composition(species), composition(theirs["species"])):
        differences.append("composition")
    if np.any(abs(parameters(lattice) - parameters(other)) > TOLERANCE):
        differences.append("lattice")
    if not differences and any(not same_composition(a, b) for a, b in zip(species, theirs["species"])):
        differences.append("order of species")
    if not set(differences) & {"sites", "composition"} and len(frac) <= LARGEST:
        a = environments(lattice, frac, species)
        b = environments(other, np.array(theirs["frac"]), theirs["species"])
        if set(a) != set(b) or any(not matched(a[k], b[k]) for k in a):
            differences.append("neighbours")
    return differences


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("corpus")
    parser.add_argument("reference")
    parser.add_argument("--show", type=int, default=0, help="name this many files of every disagreement")
    options = parser.parse_args()
    corpus, rejected = read_corpus(options.corpus)
    reference = [json.loads(line) for line in open(options.reference)]
    readable = [r for r in reference if "error" not in r]
    shared = [r for r in readable if r["cif"] in corpus]
    named = collections.defaultdict(list)
    agree = 0
    for r in shared:
        differences = compare(corpus[r["cif"]], r)
        agree += not differences
        for d in differences:
            named[d].append(r["cif"])
    extra = sum(1 for r in reference if "error" in r and r["cif"] in corpus)
    print(f"pymatgen reads {len(readable)} of {len(reference)} files; the corpus holds {len(shared)} of those "
          f"({100 * len(shared) / len(readable):.2f} %), and {extra} more")
    print(f"of {len(shared)} compared, {agree} agree in everything ({100 * agree / len(shared):.2f} %)")
    for difference, files in sorted(named.items(), key=lambda item: -len(item[1])):
        print(f"  {difference} differs in {len(files)}" + (f": {' '.join(files[:options.show])}" if options.show else ""))
    for r in [r for r in readable if r["cif"] not in corpus][:options.show]:
        reasons = [v for k, v in rejected.items() if k.rsplit("#", 1)[0] == r["cif"]]
        print(f"  not accepted: {r['cif']}: {'; '.join(reasons) or 'not in the corpus'}")
    return 0 if len(shared) >= ACCEPTANCE * len(readable) else 1


if __name__ == "__main__":
    sys.exit(main())
