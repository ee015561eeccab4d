#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Reads CIF archives with pymatgen and writes conventional standard cells, one JSON object a line.

usage: pymatgen_structures.py ARCHIVE.tar.xz OUT.jsonl [--every N] [--jobs N]   (pip install pymatgen)

Fields: cif; error (the file is refused), or lattice, species (element: occupancy, per site), frac, space_group, and
read_sites (sites before standardisation). A second run continues where the first stopped.
"""
import argparse
import json
import multiprocessing
import os
import signal
import sys
import tarfile
import tempfile
import warnings

warnings.filterwarnings("ignore")
TIME_LIMIT = 300  # seconds per file


def occupants(site):
    """Element symbol -> occupancy; oxidation states dropped, deuterium and tritium counted as hydrogen."""
    result = {}
    for species, amount in site.species.items():
        symbol = getattr(species, "element", species).symbol if hasattr(species, "element") else species.symbol
        symbol = "H" if symbol in ("D", "T") else symbol
        result[symbol] = result.get(symbol, 0.0) + amount
    return result


def give_up(signum, frame):
    raise TimeoutError(f"more than {TIME_LIMIT} s")


def convert(member):
    """One CIF text to the record described above."""
    from pymatgen.core import Structure
    from pymatgen.symmetry.analyzer import SpacegroupAnalyzer

    name, data = member
    record = {"cif": name}
    signal.signal(signal.SIGALRM, give_up)
    signal.alarm(TIME_LIMIT)
    with tempfile.NamedTemporaryFile(suffix=".cif") as file:
        file.write(data)
        file.flush()
        stage = "read"
        try:
            structure = Structure.from_file(file.name, primitive=False)
            record["read_sites"] = len(structure)
            stage = "symmetry"
            analyzer = SpacegroupAnalyzer(structure, symprec=0.01, angle_tolerance=5)
            record["space_group"] = int(analyzer.get_space_group_number())
            cell = analyzer.get_conventional_standard_structure()
            record["lattice"] = cell.lattice.matrix.tolist()
            record["species"] = [occupants(site) for site in cell]
            record["frac"] = cell.frac_coords.tolist()
        except BaseException as problem:  # pymatgen raises all sorts; each is a refusal to be compared
            if isinstance(problem, KeyboardInterrupt):
                raise
            record = {"cif": name, "stage": stage, "error": f"{type(problem).__name__}: {problem}"[:500]}
    signal.alarm(0)
    return record


def members(archive, every, done):
    with tarfile.open(archive) as tar:
        for i, member in enumerate(m for m in tar if m.isfile()):
            if i % every == 0 and member.name not in done:
                yield member.name, tar.extractfile(member).read()


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("archive")
    parser.add_argument("out")
    parser.add_argument("--every", type=int, default=1, help="read every Nth member")
    parser.add_argument("--jobs", type=int, default=1)
    options = parser.parse_args()
    done = set()
    if os.path.exists(options.out):
        done = {json.loads(line)["cif"] for line in open(options.out)}
    with open(options.out, "a") as out, multiprocessing.Pool(options.jobs) as pool:
        for n, record in enumerate(pool.imap_unordered(convert, members(options.archive, options.every, done))):
            out.write(json.dumps(record) + "\n")
            if n % 100 == 0:
                out.flush()
                print(n, record["cif"], file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
