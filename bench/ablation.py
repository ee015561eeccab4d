#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""What each choice of the shipped model's training is worth: trains without it, or with another, several seeds each, and
prints a table of validation scores, mean and largest distance from it.

Every row is the base row with other options. What is finished in FOLDER is not repeated, so the command can be stopped and
given again, and several can share a folder: each takes rows that no other has.

usage: ablation.py CORPUS.sqlite TEXT_ENCODER FOLDER [--clasp CLASP] [--steps 200] [--seeds 1 2] [--rows NAME ...] [--table]
"""
import argparse
import json
import pathlib
import subprocess
import tomllib

from once import make_once

COURSE = pathlib.Path(__file__).parents[1] / "examples/train/minilm.toml"
DRAWS = dict(d.split("=") for d in tomllib.loads(COURSE.read_text())["draw"])
BASE = {"within": "ferroelectric_candidates,band_gaps_mp", "generic-melts": "0.8", "weight-decay": "0.05",
        "spell-formulas": "", "named-elements": "", "crystal-dropout": "0.1", "melts": "3", "batch": "640",
        "exact": "ferroelectric_candidates", "lindemann": "0.06"}
ROWS = {  # name: options instead of the base's (None: without), draws instead of the base's
    "base": ({}, {}),
    "CosFace, scale 3, margin 0.5": ({"loss": "cosface", "scale": "3", "margin": "0.5"}, {}),
    "formulas as written": ({"spell-formulas": None, "named-elements": None}, {}),
    "no named elements": ({"named-elements": None}, {}),
    "no analogues": ({}, {"analogue": None}),
    "neither": ({"spell-formulas": None, "named-elements": None}, {"analogue": None}),
    "no textbook crystals": ({}, {"textbook": None, "analogue": None}),
    "titles twice": ({}, {"title": "2x"}),
    "no label captions": ({}, {"label/superconductors_3dsc": None, "label": None,
                               "label/ferroelectric_candidates": None}),
    "no fragments of titles": ({"fragments": "0"}, {}),
    "no descriptions": ({"facts": "0", "label-facts": "0"}, {}),
    "no displacements": ({"augment": "0"}, {}),
    "titles once": ({}, {"title": "1x"}),
    "all labels, not 1,500": ({}, {"label": "1x"}),
    "ferroelectrics as other labels": ({"exact": None}, {"label/ferroelectric_candidates": None}),
    "ferroelectrics four times": ({}, {"label/ferroelectric_candidates": "4x"}),
    "false negatives count": ({"no-mask": ""}, {}),
    "40 % of melts named": ({"generic-melts": "0.6"}, {}),
    "displacements in Angstrom alone": ({"lindemann": None}, {}),
    "one melt each": ({"melts": "1"}, {}),
    "weight decay 0.01": ({"weight-decay": "0.01"}, {}),
    "linear text head": ({"text-layers": "1"}, {}),
    "embeddings of 256 numbers": ({"embedding-size": "256"}, {}),
    "labels are negatives for all": ({"within": None}, {}),
    "labelled relatives together, up to 8": ({"relatives": "8"}, {}),
    "SigLIP": ({"loss": "siglip", "scale": "10"}, {}),
    "CosFace, scale 15, margin 0.1": ({"loss": "cosface", "scale": "15", "margin": "0.1"}, {}),
    "half of the captions descriptions": ({"facts": "0.5"}, {}),
    "batch 256": ({"batch": "256"}, {}),
    "batch 1280, half the steps": ({"batch": "1280"}, {}),
    "no crystal dropout": ({"crystal-dropout": "0"}, {}),
    "rate 1e-3": ({"rate": "1e-3"}, {}),
    "pooling of the first token": ({"pooling": "cls"}, {}),
    "3 convolutions": ({"convolutions": "3"}, {}),
    "weights not averaged": ({"average": "0"}, {}),
}
COLUMNS = [  # title, path in the scores
    ("R@10", "retrieval/text_to_structure/R@10"), ("median rank", "retrieval/text_to_structure/median_rank"),
    ("words", "words/mean_roc_auc"), ("superconductor", "superconductors/roc_auc"),
    ("of new elements", "superconductors_of_new_elements/roc_auc"), ("ferroelectric", "ferroelectrics/roc_auc"),
    ("band gap", "band_gaps/spearman"), ("textbook, unseen: own words of 25", "textbook_held_out/of_25/own_words"),
    ("kept", "textbook_held_out/of_25/kept_at_300K"), ("left", "textbook_held_out/of_25/left_when_molten")]


def options_of(row, steps):
    changed, draws = ROWS[row]
    options = {**BASE, "steps": str(steps if changed.get("batch") != "1280" else steps // 2), **changed}
    arguments = []
    for name, value in options.items():
        if value is not None:
            arguments += [f"--{name}", *([value] if value else [])]
    for source, amount in {**DRAWS, **draws}.items():
        if amount is not None:
            arguments += ["--draw", f"{source}={amount}"]
    return arguments


def model_of(folder, row, seed):
    return folder / f"{row.replace(' ', '-').replace(',', '')}-{seed}.safetensors"


def train(args, row, seed):
    subprocess.run([args.clasp, "train", "pretrain", args.corpus, "--text-encoder", args.text_encoder,
                    "--out", str(model_of(args.folder, row, seed)), "--cache", str(args.folder / "cache"),
                    "--splits", "train", "test", "--validate-epochs", "0", "--references", "100", "--seed", str(seed),
                    *options_of(row, args.steps)], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def scores(out):
    """The last validation of a finished training, else None."""
    if not out.exists():
        return None
    lines = [json.loads(line) for line in open(str(out) + ".metrics.jsonl")]
    return [line["scores"] for line in lines if line["event"] == "validation"][-1]


def look_up(tree, path):
    for name in path.split("/"):
        tree = tree.get(name) if isinstance(tree, dict) else None
    return tree


def cell(all_scores, path):
    values = [v for v in (look_up(s, path) for s in all_scores) if v is not None]
    if not values:
        return ""
    mean, digits = sum(values) / len(values), 1 if path.endswith("rank") else 3
    spread = f" ± {max(abs(v - mean) for v in values):.{digits}f}" if len(values) > 1 else ""
    return f"{mean:.{digits}f}{spread}"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus")
    parser.add_argument("text_encoder")
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--clasp", default="build/bin/clasp")
    parser.add_argument("--steps", type=int, default=200)
    parser.add_argument("--seeds", type=int, nargs="+", default=[1, 2])
    parser.add_argument("--rows", nargs="+", default=list(ROWS), choices=ROWS, metavar="NAME")
    parser.add_argument("--table", action="store_true", help="print what there is, train nothing")
    args = parser.parse_args()
    args.folder.mkdir(parents=True, exist_ok=True)
    outs = {}
    for seed in args.seeds:  # all rows with one seed first
        for row in args.rows:
            if not args.table:
                make_once(model_of(args.folder, row, seed), lambda: train(args, row, seed))
            outs.setdefault(row, []).append(model_of(args.folder, row, seed))
    print("| " + " | ".join(["change", "seeds", *(title for title, _ in COLUMNS)]) + " |")
    print("| --- " * (len(COLUMNS) + 2) + "|")
    for row, files in outs.items():
        found = [s for s in map(scores, files) if s]
        if found:
            print("| " + " | ".join([row, str(len(found)), *(cell(found, path) for _, path in COLUMNS)]) + " |")


if __name__ == "__main__":
    main()
