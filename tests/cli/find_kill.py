#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""SIGKILL at random moments: `clasp index | map`, killed ten times each and run again, make what a run makes that nothing interrupted.

usage: find_kill.py CLASP_EXECUTABLE [SEED]
"""
import hashlib
import json
import subprocess
import sys
from pathlib import Path

from kills import Kills

TESTS = Path(__file__).resolve().parent.parent
CRYSTALS = 4500  # more than two segments of an index


def main(kills):
    work = kills.work
    model, corpus, index, page = (work / name for name in ("model.safetensors", "corpus.sqlite", "materials.index", "map.html"))
    subprocess.run([sys.executable, TESTS / "reference/make_random_model.py", "--text-encoder", TESTS / "reference/data/tiny_bert",
                    "--hidden", "32", "--max-tokens", "24", model], check=True)
    kills.run(["corpus", "textbook", work / "textbook.sqlite", "--packings", 0])
    subprocess.run([sys.executable, TESTS.parent / "bench/crowded_corpus.py", work / "textbook.sqlite", str(CRYSTALS), corpus],
                   check=True)

    def remove(path):
        for old in work.glob(path.name + "*"):
            old.unlink()

    def found():
        """Every entry in the order of two searches: what is lost, doubled or broken shows."""
        hits = [json.loads(kills.run(["search", index, "-k", 2 * CRYSTALS, "--fold", "none", "--json", *query]))
                for query in (["salt"], ["--exact", "salt", "--without", "oxide"])]
        if hits[1] and len({hit["source"] for hit in hits[1]}) != len(hits[1]):
            kills.fail("an entry stands twice in the index")
        return hits

    def readable(_):
        if index.exists() and index.stat().st_size:
            kills.run(["index", index])

    make = ["index", index, "--model", model, "--corpus", corpus]
    kills.check("index", make, lambda: remove(index), found, readable)
    if len(found()[1]) != CRYSTALS:
        kills.fail(f"{len(found()[1])} entries instead of {CRYSTALS}")
    if "built without FAISS" in subprocess.run([kills.clasp, "index", index, "--faiss"], capture_output=True, text=True).stderr:
        print("index --faiss: not in this build")
    else:
        kills.check("index --faiss", [*make, "--faiss"], lambda: remove(index), found, readable)

    outputs = [page, *(work / f"{page.name}.{what}" for what in ("csv", "json", "embeddings.safetensors", "layout.safetensors"))]

    def start():
        remove(page)
        page.write_text("old page")

    def digests():
        left = {path.name for path in work.glob(page.name + "*.partial")}
        if left:
            kills.fail(f"left behind: {left}")
        return [hashlib.sha256(path.read_bytes()).hexdigest() for path in outputs]

    def whole(expected):
        if page.read_bytes() != b"old page" and hashlib.sha256(page.read_bytes()).hexdigest() != expected[0]:
            kills.fail("a page that is neither the old nor the new one")

    table, chemiscope, embeddings, layout = outputs[1:]
    options = ["--sample", 1000, "--iterations", 100, "--prompt", "salt", "--coordinates", table, "--chemiscope", chemiscope]
    draw = ["map", model, corpus, "--out", page, *options]
    kills.check("map", [*draw, "--embeddings", embeddings, "--layout", layout], start, digests, whole)
    outputs[3:] = []
    kills.check("map from what is kept beside the page", draw, start, digests, whole)


with Kills() as kills:
    main(kills)
