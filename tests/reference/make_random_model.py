#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Writes a CLaSP model with random weights: the same file for the same options on every machine.

It knows nothing, but it is a complete model in the format of core/model_file.h, so that everything
around the numbers can be tested before and without a trained one. Python's standard library only.
"""
import argparse
import json
import random
import struct
from array import array
from pathlib import Path

FEATURES, GAUSSIANS, ELEMENT_FEATURES = 64, 41, 92
NAMED_ELEMENTS = 100  # that a text can name


def floats(values):
    data = array("f", values)
    if struct.pack("=H", 1) != struct.pack("<H", 1):
        data.byteswap()
    return data.tobytes()


class Tensors:
    """Named tensors in the order in which they were added, with torch's default initialisation."""

    def __init__(self, seed):
        self.random = random.Random(seed)
        self.entries = {}

    def add(self, name, shape, data, dtype="F32"):
        self.entries[name] = (dtype, list(shape), data)

    def uniform(self, name, shape, bound, centre=0.0):
        count = 1
        for n in shape:
            count *= n
        draw = self.random.random
        self.add(name, shape, floats(centre + bound * (2.0 * draw() - 1.0) for _ in range(count)))

    def linear(self, name, inputs, outputs, gain=1.0):
        bound = gain * (3.0 / inputs) ** 0.5
        self.uniform(name + ".weight", [outputs, inputs], bound)
        self.uniform(name + ".bias", [outputs], bound)

    def batch_norm(self, name, size, centre=0.0):
        self.uniform(name + ".weight", [size], 0.5, 1.0)
        self.uniform(name + ".bias", [size], 0.1)
        self.uniform(name + ".running_mean", [size], 0.3, centre)
        self.uniform(name + ".running_var", [size], 0.5, 1.0)

    def unit_rows(self, name, rows, size):
        values = []
        for _ in range(rows):
            row = [self.random.gauss(0.0, 1.0) for _ in range(size)]
            length = sum(v * v for v in row) ** 0.5
            values.extend(v / length for v in row)
        self.add(name, [rows, size], floats(values))

    def write(self, path, settings):
        header = {"__metadata__": {"clasp": json.dumps(settings)}}
        offset = 0
        for name, (dtype, shape, data) in self.entries.items():
            header[name] = {"dtype": dtype, "shape": shape,
                            "data_offsets": [offset, offset + len(data)]}
            offset += len(data)
        text = json.dumps(header).encode()
        text += b" " * (-len(text) % 8)
        with open(path, "wb") as out:
            out.write(struct.pack("<Q", len(text)) + text)
            for _, _, data in self.entries.values():
                out.write(data)


def add_crystal_tower(t, layers, size):
    t.linear("crystal.atom_embedding_proj", ELEMENT_FEATURES, FEATURES, gain=3.0)
    for layer in range(layers):
        name = f"crystal.convolution_layers.{layer}"
        t.linear(name + ".fc_full", 2 * FEATURES + GAUSSIANS, 2 * FEATURES, gain=2.0)
        t.batch_norm(name + ".bn1", 2 * FEATURES)
        t.batch_norm(name + ".bn2", FEATURES, centre=6.0)
    t.linear("crystal.crystal_embedding_proj", FEATURES, size)
    t.batch_norm("crystal.crystal_embedding_bn", size)
    t.linear("crystal.intermediate_modules.0", size, size)
    t.batch_norm("crystal.intermediate_modules.2", size)
    t.linear("crystal.final_projection", size, size)


def add_text_head(t, hidden, size, linear):
    t.linear("text_head.0", hidden, size)
    if linear:
        return
    t.batch_norm("text_head.1", size)
    t.linear("text_head.3", size, size)
    t.batch_norm("text_head.4", size)
    t.linear("text_head.6", size, size)


def add_text_encoder(t, folder):
    """Copies a Hugging Face BERT into the model; returns its settings."""
    raw = (folder / "model.safetensors").read_bytes()
    size = struct.unpack("<Q", raw[:8])[0]
    for name, entry in json.loads(raw[8:8 + size]).items():
        if name == "__metadata__" or entry["dtype"] == "I64":
            continue
        begin, end = (8 + size + offset for offset in entry["data_offsets"])
        name = "text." + name.removeprefix("bert.")
        t.add(name, entry["shape"], raw[begin:end], entry["dtype"])
    vocabulary = (folder / "vocab.txt").read_bytes()
    t.add("tokenizer.vocab", [len(vocabulary)], vocabulary, "U8")
    config = json.loads((folder / "config.json").read_text())
    names = ["hidden_size", "num_hidden_layers", "num_attention_heads", "intermediate_size",
             "vocab_size", "max_position_embeddings", "type_vocab_size", "layer_norm_eps",
             "hidden_act"]
    return {name: config[name] for name in names}


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("out", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--layers", type=int, default=5)
    parser.add_argument("--size", type=int, default=768, help="length of the embedding")
    parser.add_argument("--padding", choices=["mask", "first-atom"], default="mask")
    parser.add_argument("--elements", default="", help="comma-separated symbols; default: all")
    parser.add_argument("--references", type=int, default=200)
    parser.add_argument("--hidden", type=int, default=384, help="width of the text encoder")
    parser.add_argument("--text-encoder", type=Path, help="Hugging Face BERT folder to pack in")
    parser.add_argument("--max-tokens", type=int, default=64)
    parser.add_argument("--linear-text-head", action="store_true",
                        help="one Linear layer, which keeps all that the text encoder gives")
    parser.add_argument("--spell-formulas", action="store_true",
                        help="read formulas as names of elements")
    parser.add_argument("--named-elements", action="store_true",
                        help="a text head that sees which elements a text names")
    parser.add_argument("--format-version", type=int, default=1)
    args = parser.parse_args()

    tensors = Tensors(args.seed)
    add_crystal_tower(tensors, args.layers, args.size)
    width = args.hidden + (NAMED_ELEMENTS if args.named_elements else 0)
    add_text_head(tensors, width, args.size, args.linear_text_head)
    if args.references:
        tensors.unit_rows("reference.embeddings", args.references, args.size)
    bert = add_text_encoder(tensors, args.text_encoder) if args.text_encoder else {}
    tensors.write(args.out, {
        "format_version": args.format_version,
        "name": f"random weights, seed {args.seed}",
        "graph": {"max_neighbours": 12, "cutoff": 8.0, "gaussian_step": 0.2,
                  "gaussian_width": 0.2, "padding": args.padding},
        "elements": [e for e in args.elements.split(",") if e],
        "text": {"encoder_name": args.text_encoder.name if args.text_encoder else "",
                 "pooling": "mean", "max_tokens": args.max_tokens, "bert": bert,
                 "spell_formulas": args.spell_formulas, "named_elements": args.named_elements},
        "about": {"licence": "MIT", "data": "none: random numbers"},
    })


if __name__ == "__main__":
    main()
