#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Judges a model by well-known crystals: do they get their own words, keep them at 300 K, and lose them when molten?

For each crystal, over the prompts of judge_crystals.py and judge_prompts.txt (none a training caption of
`clasp corpus textbook`): own = rank of its own words for the ideal crystal; kept = snapshots at 300 K with the
ideal crystal's first prompt; own hot = those with its own words; left = melts whose first prompt is neither; fluid =
melts whose first prompt describes a liquid or glass.

usage: judge_model.py MODEL FOLDER [--clasp CLASP] [--few] [--out TABLE.txt]
  FOLDER   snapshots written by judge_snapshots.py
needs: pip install numpy
"""
import argparse
import json
import pathlib
import re
import struct
import subprocess
import tempfile

import numpy as np

from judge_crystals import CRYSTALS

HERE = pathlib.Path(__file__).parent


def read_embeddings(path):
    """Ids and unit vectors of a safetensors file of `clasp embed`."""
    data = pathlib.Path(path).read_bytes()
    size = struct.unpack("<Q", data[:8])[0]
    header = json.loads(data[8:8 + size])
    entry = header["embeddings"]
    begin, end = entry["data_offsets"]
    x = np.frombuffer(data[8 + size + begin:8 + size + end], "<f4").reshape(entry["shape"]).astype(float)
    return json.loads(header["__metadata__"]["ids"]), x / np.linalg.norm(x, axis=1, keepdims=True)


def embed(clasp, model, arguments):
    with tempfile.TemporaryDirectory() as folder:
        out = pathlib.Path(folder) / "embeddings.safetensors"
        subprocess.run([clasp, "embed", model, *arguments, "--out", str(out)], check=True, capture_output=True)
        return read_embeddings(out)


def prompts(few):
    """All prompts (`few`: without those of other crystals), and the set of those that describe liquids and glasses."""
    texts, disorder, target = [c.words for c in CRYSTALS], set(), None
    for line in (HERE / "judge_prompts.txt").read_text().splitlines():
        if line == "# disorder":
            target = disorder
        elif line and not line.startswith("#"):
            if target is not None or not few:
                texts.append(line)
            if target is not None:
                target.add(line)
    assert len(set(texts)) == len(texts)
    return texts, disorder


def embed_prompts(clasp, model, texts):
    with tempfile.NamedTemporaryFile("w", suffix=".txt") as file:
        file.write("\n".join(texts) + "\n")
        file.flush()
        ids, vectors = embed(clasp, model, ["--text", file.name])
    if len(ids) != len(texts):
        raise SystemExit(f"{len(ids)} embeddings of {len(texts)} prompts")
    return vectors


def snapshots(clasp, model, folder):
    """Embeddings by (crystal, phase), in order of the snapshots."""
    paths = sorted(str(p) for p in folder.glob("*.cif"))
    ids, vectors = embed(clasp, model, paths)
    found = {}
    for name, vector in zip(ids, vectors):
        crystal, phase, _ = re.match(r"([^.]+)\.(ideal|cold|melt)\.(\d+)\.cif", pathlib.Path(name).name).groups()
        found.setdefault((crystal, phase), []).append(vector)
    return {key: np.array(rows) for key, rows in found.items()}


def judge(crystal, found, texts, vectors, disorder):
    ideal = vectors @ found[crystal.name, "ideal"][0]
    top = texts[int(ideal.argmax())]
    own = texts.index(crystal.words)
    first = {phase: [texts[int(i)] for i in (found[crystal.name, phase] @ vectors.T).argmax(axis=1)]
             for phase in ("cold", "melt")}
    return {"name": crystal.name, "rank": int((ideal > ideal[own]).sum()) + 1, "top": top,
            "cold": len(first["cold"]), "kept": first["cold"].count(top),
            "own_hot": first["cold"].count(crystal.words), "melt": len(first["melt"]),
            "left": sum(t not in (top, crystal.words) for t in first["melt"]),
            "fluid": sum(t in disorder for t in first["melt"]),
            "melt_top": max(first["melt"], key=first["melt"].count)}


def table(rows, count):
    lines = [f"{'crystal':<12} own kept own-hot  left fluid  first prompt of the ideal crystal | of most melts"]
    for r in rows:
        lines.append(f"{r['name']:<12} {r['rank']:>3} {r['kept']:>2}/{r['cold']} {r['own_hot']:>4}/{r['cold']} "
                     f"{r['left']:>3}/{r['melt']} {r['fluid']:>2}/{r['melt']}  {r['top']} | {r['melt_top']}")
    total = {k: sum(r[k] for r in rows) for k in ("cold", "kept", "own_hot", "melt", "left", "fluid")}
    own = sum(r["rank"] == 1 for r in rows)
    lines.append(f"{len(rows)} crystals, {count} prompts: own words {own} of {len(rows)} (median rank "
                 f"{np.median([r['rank'] for r in rows]):.0f}), kept at 300 K {total['kept']} of {total['cold']}, "
                 f"own words at 300 K {total['own_hot']}, left when molten {total['left']} of {total['melt']}, "
                 f"called liquid or glass {total['fluid']}")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("model")
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--clasp", default="clasp")
    parser.add_argument("--few", action="store_true", help="the crystals' own words and those of disorder only")
    parser.add_argument("--out", type=pathlib.Path)
    args = parser.parse_args()
    texts, disorder = prompts(args.few)
    vectors = embed_prompts(args.clasp, args.model, texts)
    found = snapshots(args.clasp, args.model, args.folder)
    ready = [c for c in CRYSTALS if all((c.name, phase) in found for phase in ("ideal", "cold", "melt"))]
    text = table([judge(c, found, texts, vectors, disorder) for c in ready], len(texts))
    print(text, end="")
    if args.out:
        args.out.write_text(text)
