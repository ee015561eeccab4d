#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""What an epoch costs: `clasp train pretrain` against the code of the CLaSP authors (github.com/Toyota/clasp), on the same
pairs, in one run on one core.

The authors' way encodes every caption in every step, reads cached graphs with expanded distances, and convolves through
libtorch; PyTorch Geometric and Lightning, of which only names are used, are replaced by stubs. Ours has each caption
encoded and each neighbour list made once ("once" in the table), and trains on those caches. Both in float32, the
authors' also with bfloat16 autocast. The text encoder of SciBERT's size has random weights: only its time is looked at.

usage: epoch_cost.py AUTHORS_CHECKOUT CLASP CORPUS.sqlite TEXT_ENCODER [--pairs 512] [--batch 128]
needs: pip install torch transformers tokenizers safetensors numpy pymatgen
"""
import argparse
import json
import os
import pathlib
import random
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
import types

os.environ.update(OMP_NUM_THREADS="1", OPENBLAS_NUM_THREADS="1", MKL_NUM_THREADS="1")
import numpy as np
import torch
from safetensors import safe_open
from transformers import AutoTokenizer, BertConfig, BertModel, logging

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "tests/reference"))
from authors_parity import BASE, install_stubs

NEIGHBOURS, STORED, CUTOFF = 12, 28, 8.0
DRAWS = ["--draw", "title=1x", "--draw", "weak-title=1x", "--draw", "label=1x"]


def reduced_corpus(corpus, pairs, path):
    """A corpus of `pairs` crystals with a caption each, in the proportions of an epoch of the shipped model."""
    shutil.copy(corpus, path)
    rng = random.Random(1)
    with sqlite3.connect(path) as db:
        superconductors = "structure IN (SELECT structure FROM labels WHERE name='tc_kelvin')"
        pools = [db.execute(f"SELECT MIN(rowid), structure FROM captions WHERE {which} GROUP BY structure").fetchall()
                 for which in ("source='title'", "source='weak-title'", f"source='label' AND {superconductors}",
                               f"source='label' AND NOT {superconductors}")]
        shares = [len(pools[0]), len(pools[1]), 3200, 800]
        chosen = {}
        for pool, share in zip(pools, shares):
            for row, structure in rng.sample(pool, min(len(pool), round(pairs * share / sum(shares)))):
                chosen[structure] = row
        db.execute("CREATE TEMP TABLE chosen(structure INTEGER PRIMARY KEY, caption INTEGER)")
        db.executemany("INSERT INTO chosen VALUES (?, ?)", chosen.items())
        db.execute("DELETE FROM captions WHERE rowid NOT IN (SELECT caption FROM chosen)")
        db.execute("DELETE FROM labels")
        db.execute("DELETE FROM structures WHERE id NOT IN (SELECT structure FROM chosen)")
        db.execute("UPDATE structures SET split='train'")
        return [r[0] for r in db.execute("SELECT text FROM captions ORDER BY structure")]


def train_ours(args, corpus, folder):
    """Seconds: captions once, neighbour lists once, one epoch; and its atoms."""
    out = str(folder / "ours.safetensors")
    command = [args.clasp, "train", "pretrain", corpus, "--text-encoder", args.text_encoder, "--out", out, "--batch",
               str(args.batch), *DRAWS, "--fragments", "0", "--facts", "0", "--label-facts", "0", "--augment", "0",
               "--validate-epochs", "0", "--references", "1", "--text-layers", "3"]
    begin = time.perf_counter()
    subprocess.run([*command, "--steps", "1"], check=True, capture_output=True)
    first = time.perf_counter() - begin
    begin = time.perf_counter()
    subprocess.run([*command, "--steps", "1"], check=True, capture_output=True)
    once = first - (time.perf_counter() - begin)  # the second time everything is cached
    subprocess.run([*command, "--epochs", "3"], check=True, capture_output=True)
    lines = [json.loads(line) for line in open(out + ".metrics.jsonl")]
    lines = [line for line in lines if line["event"] == "step"]
    atoms = seconds = before = 0
    for line in lines:
        covered = line["atoms_per_step"] * (line["step"] - before)
        atoms, seconds, before = atoms + covered, seconds + 1e-6 * line["us_per_atom"] * covered, line["step"]
    pairs = before * args.batch
    return once, seconds / pairs, seconds / atoms


def stored_graphs(prefix):
    """Graphs of the neighbour store as the authors' loader caches them: features, expanded distances, indices."""
    with safe_open(prefix + ".index", "np") as file:
        first, kinds = file.get_tensor("first"), file.get_tensor("kinds")
    data = pathlib.Path(prefix).read_bytes()
    centres = np.arange(0, CUTOFF + 0.2, 0.2)
    for i in range(len(first) - 1):
        n, at = int(first[i + 1] - first[i]), 72 * i + 240 * int(first[i])
        edges = np.frombuffer(data, np.dtype([("v", "<i2", 3), ("site", "<u2")]), n * STORED, at + 72).reshape(n, STORED)
        kind = np.frombuffer(data, "<i4", n, at + 72 + 8 * STORED * n)
        distance = np.linalg.norm(edges["v"][:, :NEIGHBOURS].astype(float), axis=2) * CUTOFF / 32767
        site = edges["site"][:, :NEIGHBOURS].astype(np.int64)
        missing = site == 0xFFFF
        distance[missing], site[missing] = CUTOFF + 1, 0
        expanded = np.exp(-(distance[..., None] - centres) ** 2 / 0.2 ** 2).astype("f4")
        yield torch.from_numpy(kinds[kind].copy()), torch.from_numpy(expanded), torch.from_numpy(site)


def collate(graphs, tokens):
    """A batch as PyTorch Geometric joins it."""
    offset, indices, owner = 0, [], []
    for number, (x, _, site) in enumerate(graphs):
        indices.append(site.flatten() + offset)
        owner.append(torch.full((len(x),), number))
        offset += len(x)
    index = torch.cat(indices)
    rows = torch.arange(offset).repeat_interleave(NEIGHBOURS)
    return types.SimpleNamespace(x=torch.cat([g[0] for g in graphs]), edge_index=torch.stack([rows, index]),
                                 edge_attr=torch.cat([g[1].flatten(0, 1) for g in graphs]), batch=torch.cat(owner),
                                 tokenized_title=tokens)


def mean_pool(x, batch):
    count = int(batch.max()) + 1
    sums = torch.zeros(count, x.shape[1], dtype=x.dtype).index_add_(0, batch, x)
    return sums / torch.bincount(batch, minlength=count)[:, None].to(x.dtype)


def train_authors(args, graphs, titles, bf16):
    """Seconds of text encoder, of crystal tower forward, and of the whole epoch."""
    from losses.clip_loss import cosface_loss
    from models.contrastive import ClaspModel
    from models.utils import normalize_embedding

    cfg = types.SimpleNamespace(**BASE, hf_textencoder_model_id=args.text_encoder)
    torch.manual_seed(1)
    model = ClaspModel(cfg).train()
    tokenizer = AutoTokenizer.from_pretrained(args.text_encoder)
    optimiser = torch.optim.AdamW((p for p in model.parameters() if p.requires_grad), lr=2e-5)
    text_seconds = crystal_seconds = 0.0
    begin = time.perf_counter()
    for first in range(0, len(graphs), args.batch):
        with torch.autocast("cpu", torch.bfloat16, enabled=bf16):
            tokens = tokenizer(titles[first:first + args.batch], padding="max_length", truncation=True, max_length=64,
                               return_tensors="pt")
            batch = collate(graphs[first:first + args.batch], tokens)
            start = time.perf_counter()
            text = model.model_text(batch)
            text_seconds += time.perf_counter() - start
            start = time.perf_counter()
            crystal = model.model(batch)
            crystal_seconds += time.perf_counter() - start
            loss = cosface_loss(normalize_embedding(text, "l2"), normalize_embedding(crystal, "l2"), cfg)
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
    return text_seconds, crystal_seconds, time.perf_counter() - begin


def scibert_seconds(pairs, batch):
    """Time of a text encoder of SciBERT's size."""
    encoder = BertModel(BertConfig(vocab_size=31090)).eval()
    ids = torch.randint(0, 31090, (batch, 64))
    begin = time.perf_counter()
    for _ in range(2):
        with torch.no_grad():
            encoder(input_ids=ids, attention_mask=torch.ones_like(ids))
    return (time.perf_counter() - begin) / (2 * batch) * pairs


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("authors", "clasp", "corpus", "text_encoder"):
        parser.add_argument(name)
    parser.add_argument("--pairs", type=int, default=512)
    parser.add_argument("--batch", type=int, default=128)
    args = parser.parse_args()
    torch.set_num_threads(1)
    logging.disable_progress_bar()
    sys.path.insert(0, args.authors)
    install_stubs()
    sys.modules["torch_geometric.nn"].global_mean_pool = mean_pool
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        titles = reduced_corpus(args.corpus, args.pairs, folder / "corpus.sqlite")
        once, per_pair, per_atom = train_ours(args, folder / "corpus.sqlite", folder)
        graphs = list(stored_graphs(str(folder / "ours.safetensors.neighbours")))
        atoms, n = sum(len(g[0]) for g in graphs), len(titles)
        print(f"{n} pairs, {atoms} atoms, batch {args.batch}; ms per pair unless said\n")
        print(f"{'':34s}{'text':>8s}{'crystals':>10s}{'epoch':>8s}{'us/atom without text':>22s}")
        epochs = {}
        for label, bf16 in (("authors' way, float32", False), ("authors' way, bfloat16", True)):
            text, crystal, epoch = train_authors(args, graphs, titles, bf16)
            epochs[label] = epoch / n
            print(f"{label:34s}{1e3 * text / n:8.2f}{1e3 * crystal / n:10.2f}{1e3 * epoch / n:8.2f}"
                  f"{1e6 * (epoch - text) / atoms:22.1f}")
            if bf16:
                large = scibert_seconds(n, 32)
                epochs["the same, text encoder as SciBERT"] = (epoch - text + large) / n
                print(f"{'the same, text encoder as SciBERT':34s}{1e3 * large / n:8.2f}{1e3 * crystal / n:10.2f}"
                      f"{1e3 * (epoch - text + large) / n:8.2f}")
        print(f"{'clasp train':34s}{0:8.2f}{'':10s}{1e3 * per_pair:8.2f}{1e6 * per_atom:22.1f}")
        print(f"{'  once: captions, neighbour lists':34s}{1e3 * once / n:8.2f}\n")
        for label, value in epochs.items():
            print(f"{label}: {value / per_pair:.0f} times the cost of clasp train")


if __name__ == "__main__":
    main()
