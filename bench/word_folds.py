#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""How well words find structures of papers that training has not: several divisions of one corpus, each trained on its four
fifths and asked about the rest, so that the score does not hang on the handful of papers that one division keeps aside.

What is finished in FOLDER is not repeated. Two can share a folder: each takes divisions that the other has not.

usage: word_folds.py CORPUS.sqlite TEXT_ENCODER FOLDER [--clasp CLASP] [--seeds 1 2 3 4] [--steps 500] [-- OPTIONS]

OPTIONS go to `clasp train pretrain`, beside those of examples/train/minilm.toml; another set of them needs another FOLDER.
"""
import argparse
import json
import pathlib
import shutil
import subprocess
import sys

from once import make_once

HERE = pathlib.Path(__file__).parent
COURSE = HERE.parent / "examples/train/minilm.toml"


def result_of(args, seed):
    return args.folder / f"{seed}.json"


def run(args, *command):
    subprocess.run([args.clasp, *map(str, command)], check=True, stdout=subprocess.DEVNULL)


def score(args, seed):
    """Trains on the train part of a division, and writes what `clasp eval zeroshot` and `retrieval` say of the rest."""
    corpus, model, packed = (args.folder / f"{seed}.{end}" for end in ("sqlite", "safetensors", "packed.safetensors"))
    shutil.copy(args.corpus, corpus)
    run(args, "corpus", "split", corpus, "--seed", seed)
    if not model.exists():
        run(args, "train", "pretrain", corpus, "--text-encoder", args.text_encoder, "--out", model,
            "--cache", args.folder / "cache",
            "--config", COURSE, "--splits", "train", "--steps", args.steps, "--seed", 1, "--validate-epochs", 0,
            "--references", 100, *args.options)
    run(args, "model", "pack", model, "--text-encoder", args.text_encoder, "--out", packed)
    report = args.folder / f"{seed}-report"
    for verb, options in (("zeroshot", ["--queries", HERE / "queries.txt"]), ("retrieval", [])):
        run(args, "eval", verb, packed, corpus, "--split", "validation,test", "--resamples", 100, "--out", report, *options)
    corpus.unlink()
    packed.unlink()
    result_of(args, seed).write_text(json.dumps([json.loads((report / f"{verb}.json").read_text())
                                                 for verb in ("zeroshot", "retrieval")]))


def table(args):
    """A row for each query: how many structures it should find in each division, and the ROC-AUC; then Recall@10 of titles."""
    found = [(seed, json.loads(out.read_text())) for seed in args.seeds if (out := result_of(args, seed)).exists()]
    if not found:
        return
    print("| query | " + " | ".join(f"division {seed}" for seed, _ in found) + " | mean |")
    print("| --- " * (len(found) + 2) + "|")
    columns = [[(q["query"], q["positives"], q["trained"]["roc_auc"]["value"]) for q in said[0]["queries"] if q["positives"]]
               for _, said in found]
    means = []
    for query in dict.fromkeys(name for column in columns for name, *_ in column):
        cells = [next(((n, auc) for name, n, auc in column if name == query), None) for column in columns]
        mean = sum(auc for _, auc in filter(None, cells)) / sum(c is not None for c in cells)
        means.append([c and c[1] for c in cells])
        print(f"| {query} | " + " | ".join(f"{c[1]:.3f} ({c[0]})" if c else "" for c in cells) + f" | {mean:.3f} |")
    by_division = [sum(a for a in column if a is not None) / sum(a is not None for a in column) for column in zip(*means)]
    recall = [said[1]["ranks"]["trained"]["titles"]["text_to_structure"]["R@10"]["value"] for _, said in found]
    for name, values in (("mean", by_division), ("titles, Recall@10", recall)):
        print(f"| {name} | " + " | ".join(f"{v:.3f}" for v in values) + f" | {sum(values) / len(values):.3f} |")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus")
    parser.add_argument("text_encoder")
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--clasp", default="build/bin/clasp")
    parser.add_argument("--seeds", type=int, nargs="+", default=[1, 2, 3, 4], help="of the divisions")
    parser.add_argument("--steps", type=int, default=500)
    end = sys.argv.index("--") if "--" in sys.argv else len(sys.argv)
    args = parser.parse_args(sys.argv[1:end])
    args.options = sys.argv[end + 1:]
    args.folder.mkdir(parents=True, exist_ok=True)
    for seed in args.seeds:
        make_once(result_of(args, seed), lambda: score(args, seed))
    table(args)


if __name__ == "__main__":
    main()
