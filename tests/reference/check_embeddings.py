#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""`clasp embed` on published structures against pymatgen and PyTorch.

Reads CIFs with pymatgen (conventional standard cell, neighbours), computes embeddings in double precision and compares
them with those of `clasp embed`. Prints the spread of 1 - cosine and every structure over 1e-5.

Where unlike atoms at equal distance compete for an atom's last places, rounding decides in the reference: displacements
of 1e-5 Angstrom then change its embedding by leaps. Such structures are told apart from errors.
usage: check_embeddings.py CLASP MODEL CAPTIONS.jsonl ROOT [N]     N structures, evenly spread; default 200
"""
import json
import pathlib
import re
import struct
import subprocess
import sys
import tempfile
import warnings

import numpy as np
import torch
from pymatgen.core import Structure
from pymatgen.symmetry.analyzer import SpacegroupAnalyzer

from crystal_embeddings import element_features, embed

DTYPES = {"F32": "<f4", "F16": "<f2"}


def read_safetensors(path):
    data = pathlib.Path(path).read_bytes()
    size = struct.unpack("<Q", data[:8])[0]
    header = json.loads(data[8:8 + size])
    metadata = header.pop("__metadata__", {})
    tensors = {}
    for name, t in header.items():
        if t["dtype"] in DTYPES:
            begin, end = (8 + size + o for o in t["data_offsets"])
            tensors[name] = np.frombuffer(data[begin:end], DTYPES[t["dtype"]]).reshape(t["shape"])
    return tensors, metadata


def main():
    clasp, model, captions, root = sys.argv[1:5]
    wanted = int(sys.argv[5]) if len(sys.argv) > 5 else 200
    tensors, metadata = read_safetensors(model)
    padding = json.loads(metadata["clasp"]).get("graph", {}).get("padding", "mask")
    weights = {n: torch.tensor(t.astype("<f8")) for n, t in tensors.items() if n.startswith("crystal.")}
    table = element_features()
    rows = open(captions).read().splitlines()
    rows = rows[:: max(1, len(rows) // wanted)][:wanted]
    with tempfile.TemporaryDirectory() as folder:
        sample, table_file = folder + "/sample.jsonl", folder + "/e.safetensors"
        pathlib.Path(sample).write_text("\n".join(rows))
        subprocess.run([clasp, "embed", model, "--captions", sample, "--root", root, "--out", table_file], check=True)
        embeddings, about = read_safetensors(table_file)
    ours = dict(zip(json.loads(about["ids"]), embeddings["embeddings"]))
    warnings.simplefilter("ignore")
    errors, undefined = [], 0
    for row in map(json.loads, rows):
        name = row["cif"] + ("#" + row["block"] if row.get("block") else "")
        text = pathlib.Path(root, row["cif"]).read_text(errors="replace")
        if name not in ours or len(re.findall("^data_", text, re.MULTILINE)) != 1:  # pymatgen reads the first block
            continue
        try:
            s = Structure.from_file(f"{root}/{row['cif']}", primitive=False)
            s = SpacegroupAnalyzer(s).get_conventional_standard_structure()
            reference = embed(s, weights, padding, table).numpy()
        except Exception as e:  # pymatgen refuses what we accept: nothing to compare
            print(f"{name}: reference: {str(e)[:80]}")
            continue
        error = 1.0 - float(ours[name].astype(float) @ reference)
        if error > 1e-5:
            moved = [embed(s.copy().perturb(1e-5, seed=i), weights, padding, table).numpy() for i in range(4)]
            leap = max(1.0 - float(m @ reference) for m in moved)
            print(f"{name}: {len(s)} sites, 1 - cosine = {error:.2e}; the reference, displaced: {leap:.2e}")
            if leap > 1e-7:
                undefined += 1
                continue
        errors.append(error)
    errors = np.array(errors)
    print(f"{len(errors)} structures: 1 - cosine median {np.median(errors):.1e}, largest {errors.max():.1e}, "
          f"{(errors <= 1e-5).sum()} within 1e-5; {undefined} more depend on rounding")


if __name__ == "__main__":
    main()
