#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""How much of a structure's composition a text encoder's vectors of titles tell: formulas as written, in words, and with the
elements that the titles name beside the vectors.

A ridge regression from the vectors to the elements of the titles' structures is fitted to all but 1,500 titles; those are
then asked for their composition among the 1,500. Printed: ROC-AUC averaged over elements, and the share of inorganic
titles whose composition is among the first ten.

usage: formula_probe.py TITLES.jsonl... --text-encoder DIR [--clasp CLASP]
needs: pip install numpy scikit-learn
"""
import argparse
import json
import pathlib
import re
import subprocess
import tempfile

import numpy as np
from sklearn.linear_model import Ridge
from sklearn.metrics import roc_auc_score

from judge_model import read_embeddings

HELD_OUT, FEWEST = 1500, 25  # titles; uses of an element that is scored


def titles(paths):
    """Elements by title."""
    found = {}
    for path in paths:
        for line in open(path):
            row = json.loads(line)
            if row.get("formula") and not row.get("generic_title"):
                title = " ".join(row["title"].split())
                found.setdefault(title, set()).update(re.findall(r"[A-Z][a-z]?", row["formula"]))
    return {title: elements for title, elements in found.items() if title}


def vectors(texts, encoder, clasp, options, folder):
    """What the encoder makes of the texts, turned by a random linear map, as unit vectors."""
    script = pathlib.Path(__file__).parent.parent / "tests/reference/make_random_model.py"
    width = json.loads((pathlib.Path(encoder) / "config.json").read_text())["hidden_size"]
    model, prompts, out = (folder / name for name in ("model.safetensors", "titles.txt", "titles.safetensors"))
    subprocess.run(["python3", script, "--text-encoder", encoder, "--hidden", str(width), "--linear-text-head",
                    *options, model], check=True)
    prompts.write_text("\n".join(texts) + "\n")
    subprocess.run([clasp, "embed", model, "--text", prompts, "--out", out], check=True, capture_output=True)
    return read_embeddings(out)[1]


def score(x, y, inorganic):
    """Mean ROC-AUC of elements, and Recall@10 of inorganic compositions, on the titles held out."""
    order = np.random.RandomState(0).permutation(len(x))
    held, rest = order[:HELD_OUT], order[HELD_OUT:]
    guess = Ridge(alpha=0.3).fit(x[rest], y[rest]).predict(x[held])
    aucs = [roc_auc_score(y[held, k], guess[:, k]) for k in range(y.shape[1]) if y[held, k].any()]
    truth = y[held].astype(float)
    guess, truth = (m / np.maximum(np.linalg.norm(m, axis=1, keepdims=True), 1e-9) for m in (guess, truth))
    cosines = guess @ truth.T
    rank = (cosines > np.diag(cosines)[:, None]).sum(axis=1)
    return np.mean(aucs), np.mean(rank[inorganic[held]] < 10)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("titles", nargs="+")
    parser.add_argument("--text-encoder", required=True)
    parser.add_argument("--clasp", default="build/bin/clasp")
    args = parser.parse_args()
    found = titles(args.titles)
    texts = list(found)
    symbols = sorted(set().union(*found.values()) - {"C", "H"})
    y = np.array([[e in found[t] for e in symbols] for t in texts])
    y = y[:, y.sum(axis=0) >= FEWEST]
    inorganic = np.array([not {"C", "H"} <= found[t] for t in texts])
    for name, options in (("as written", []), ("in words", ["--spell-formulas"]),
                          ("in words, with named elements", ["--spell-formulas", "--named-elements"])):
        with tempfile.TemporaryDirectory() as folder:
            x = vectors(texts, args.text_encoder, args.clasp, options, pathlib.Path(folder))
            auc, recall = score(x, y, inorganic)
        print(f"formulas {name}: ROC-AUC of elements {auc:.3f}, compositions among the first ten {recall:.3f}")


if __name__ == "__main__":
    main()
