#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Compares the map of `clasp map` with openTSNE's on the same embeddings: trustworthiness, and time.

usage: tsne_quality.py CLASP MODEL DB EMBEDDINGS.safetensors [OPTION of clasp map ...]
Needs openTSNE, numpy, safetensors, scikit-learn. EMBEDDINGS is made if it is not there. One thread each. Exits with 1 if
the trustworthiness is more than 0.01 below openTSNE's.
"""
import csv
import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
import openTSNE
from safetensors import safe_open
from sklearn.decomposition import PCA

NEIGHBOURS, QUERIES = 12, 2000


def trustworthiness(points, places, queries):
    """1 - penalty for points that are near on the map but not in the embedding (Venna, Kaski 2001), over some queries."""
    n, penalty = len(points), 0
    for q in queries:
        away = ((points - points[q]) ** 2).sum(1)
        near = ((places - places[q]) ** 2).sum(1)
        away[q] = near[q] = -1
        rank = np.empty(n, int)
        rank[np.argsort(away, kind="stable")] = np.arange(n)
        chosen = np.argpartition(near, NEIGHBOURS + 1)[:NEIGHBOURS + 1]
        penalty += np.maximum(0, rank[chosen] - NEIGHBOURS).sum()
    k = NEIGHBOURS
    return 1 - 2 * penalty / (len(queries) * k * (2 * n - 3 * k - 1))


def main():
    clasp, model, db, embeddings, *options = sys.argv[1:]
    with tempfile.TemporaryDirectory() as folder:
        table, page = Path(folder) / "map.csv", Path(folder) / "map.html"
        command = [clasp, "map", model, db, "--embeddings", embeddings, "--coordinates", table, "--out", page, "--threads", "1",
                   *options]
        if not Path(embeddings).exists():
            subprocess.run(command, check=True)
        begin = time.time()
        subprocess.run(command, check=True, stderr=subprocess.DEVNULL)
        wall = time.time() - begin
        processor = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
        with table.open() as rows:
            place = {row["source"]: (float(row["x"]), float(row["y"])) for row in csv.DictReader(rows)}
    with safe_open(embeddings, "np") as file:
        points, ids = file.get_tensor("embeddings"), json.loads(file.metadata()["ids"])
    places = np.array([place[i] for i in ids])
    print(f"{len(ids)} points; clasp map, everything but the embedding: {wall:.1f} s, {processor:.1f} s of the processor")
    begin, used = time.time(), time.process_time()
    components = PCA(50, random_state=1).fit_transform(points)
    reference = np.asarray(openTSNE.TSNE(n_jobs=1, random_state=1).fit(components))
    print(f"PCA and openTSNE: {time.time() - begin:.1f} s, {time.process_time() - used:.1f} s of the processor")
    queries = np.random.default_rng(1).choice(len(ids), min(QUERIES, len(ids)), replace=False)
    ours, theirs = (trustworthiness(points, p, queries) for p in (places, reference))
    print(f"trustworthiness, {NEIGHBOURS} neighbours: clasp {ours:.4f}, openTSNE {theirs:.4f}")
    return 0 if ours > theirs - 0.01 else 1


if __name__ == "__main__":
    sys.exit(main())
