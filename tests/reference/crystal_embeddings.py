#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Reference embeddings of crystals: neighbours by pymatgen, the network in PyTorch, both in double precision.

Writes into DIR (default: data/ beside this file):
  crystals_mask.safetensors, crystals_first_atom.safetensors   small models with random weights
  crystals.jsonl    200 structures with their embeddings under both models
Needs pymatgen, torch, numpy from PyPI.   usage: crystal_embeddings.py [DIR]
"""
import base64
import json
import pathlib
import struct
import sys

import numpy as np
import torch
from pymatgen.core import Lattice, Structure

HERE = pathlib.Path(__file__).parent
WIDTHS = (19, 7, 10, 10, 12, 10, 10, 4, 10)
FEATURES, EMBEDDING, CONVOLUTIONS, CUTOFF, NEIGHBOURS = 20, 24, 3, 8.0, 12


def element_features():
    """The 92 features of elements 1..100, out of the table that the library compiles in."""
    table = {}
    for line in open(HERE / "../../lib/clasp/core/elements.cpp"):
        parts = line.strip().strip("{},").split(", ")
        if len(parts) != 5 or not line.startswith('    {"'):
            continue
        bins, row, offset = parts[4].strip('"'), [0.0] * sum(WIDTHS), 0
        for digit, width in zip(bins, WIDTHS):
            if digit != "-":
                row[offset + int(digit, 20)] = 1.0
            offset += width
        table[len(table) + 1] = row
    return {z: row for z, row in table.items() if z <= 100}


def random_weights(seed):
    """Tensors crystal.*, with BatchNorm statistics that are not the identity."""
    g = torch.Generator().manual_seed(seed)
    tensors = {}

    def linear(name, n_out, n_in):
        tensors[name + ".weight"] = torch.randn(n_out, n_in, generator=g) / n_in**0.5
        tensors[name + ".bias"] = 0.1 * torch.randn(n_out, generator=g)

    def norm(name, n):
        tensors[name + ".weight"] = 1 + 0.2 * torch.randn(n, generator=g)
        tensors[name + ".bias"] = 0.2 * torch.randn(n, generator=g)
        tensors[name + ".running_mean"] = 0.3 * torch.randn(n, generator=g)
        tensors[name + ".running_var"] = 0.5 + torch.rand(n, generator=g)

    linear("crystal.atom_embedding_proj", FEATURES, 92)
    for layer in range(CONVOLUTIONS):
        prefix = f"crystal.convolution_layers.{layer}."
        linear(prefix + "fc_full", 2 * FEATURES, 2 * FEATURES + 41)
        norm(prefix + "bn1", 2 * FEATURES)
        norm(prefix + "bn2", FEATURES)
    linear("crystal.crystal_embedding_proj", EMBEDDING, FEATURES)
    norm("crystal.crystal_embedding_bn", EMBEDDING)
    for index in (0, 3):
        linear(f"crystal.intermediate_modules.{index}", EMBEDDING, EMBEDDING)
        norm(f"crystal.intermediate_modules.{index + 2}", EMBEDDING)
    linear("crystal.final_projection", EMBEDDING, EMBEDDING)
    return tensors


def write_model(path, tensors, padding):
    settings = {"format_version": 1, "name": "reference", "graph": {"padding": padding}}
    header, offset = {"__metadata__": {"clasp": json.dumps(settings)}}, 0
    for name, t in tensors.items():
        size = 4 * t.numel()
        header[name] = {"dtype": "F32", "shape": list(t.shape), "data_offsets": [offset, offset + size]}
        offset += size
    text = json.dumps(header).encode()
    with open(path, "wb") as f:
        f.write(struct.pack("<Q", len(text)) + text)
        for t in tensors.values():
            f.write(t.numpy().astype("<f4").tobytes())


def graph(structure):
    """Per site the nearest neighbours within the cut-off as (distance, index), nearest first."""
    neighbours = structure.get_all_neighbors(CUTOFF, include_index=True)
    return [sorted((n[1], n[2]) for n in site)[:NEIGHBOURS] for site in neighbours]


def embed(structure, weights, padding, table):
    """The network of Xie and Grossman as the authors of CLaSP use it, term by term; sizes come from the weights."""
    w = {name: t.double() for name, t in weights.items() if name.startswith("crystal.")}
    features = len(w["crystal.atom_embedding_proj.bias"])

    def linear(name, x):
        return x @ w[name + ".weight"].T + w[name + ".bias"]

    def norm(name, x):
        scale = w[name + ".weight"] / torch.sqrt(w[name + ".running_var"] + 1e-5)
        return (x - w[name + ".running_mean"]) * scale + w[name + ".bias"]

    x = torch.zeros(len(structure), 92, dtype=torch.double)
    for i, site in enumerate(structure):
        for species, occupancy in site.species.items():
            x[i] += occupancy * torch.tensor(table[species.Z], dtype=torch.double)
    x = linear("crystal.atom_embedding_proj", x)
    edges = graph(structure)
    if padding == "first-atom":
        edges = [near + [(CUTOFF + 1, 0)] * (NEIGHBOURS - len(near)) for near in edges]
    # All edges at once; messages are summed by the atom they arrive at.
    centre = torch.tensor([i for i, near in enumerate(edges) for _ in near], dtype=torch.long)
    neighbour = torch.tensor([n[1] for near in edges for n in near], dtype=torch.long)
    d = torch.tensor([n[0] for near in edges for n in near], dtype=torch.double)
    e = torch.exp(-((d[:, None] - torch.arange(41, dtype=torch.double) * 0.2) ** 2) / 0.2**2)
    softplus = torch.nn.functional.softplus
    for layer in range(sum(name.endswith("fc_full.bias") for name in w)):
        prefix = f"crystal.convolution_layers.{layer}."
        z = norm(prefix + "bn1", linear(prefix + "fc_full", torch.cat([x[centre], x[neighbour], e], dim=1)))
        gates = torch.sigmoid(z[:, :features]) * softplus(z[:, features:])
        messages = torch.zeros_like(x).index_add(0, centre, gates)
        x = softplus(x + norm(prefix + "bn2", messages))
    y = linear("crystal.crystal_embedding_proj", x.mean(0))
    y = torch.relu(norm("crystal.crystal_embedding_bn", y))
    indices = {int(name.split(".")[2]) for name in w if name.startswith("crystal.intermediate_modules.")}
    for index in sorted(indices):
        module = f"crystal.intermediate_modules.{index}"
        y = torch.relu(linear(module, y)) if w[module + ".weight"].dim() == 2 else norm(module, y)
    y = linear("crystal.final_projection", y)
    return y / y.norm()


def random_structure(rng, n_sites, volume_per_site, partial):
    """A random cell of any shape; distances are all different, so that the order of neighbours is beyond doubt."""
    while True:
        lengths = (n_sites * volume_per_site) ** (1 / 3) * rng.uniform(0.6, 1.7, 3)
        lattice = Lattice.from_parameters(*lengths, *rng.uniform(55, 120, 3))
        if np.isfinite(lattice.volume) and lattice.volume > 0.3 * np.prod(lengths):
            break
    species = []
    for _ in range(n_sites):
        z = rng.choice(np.arange(1, 95), 3, replace=False)
        if rng.random() < partial:
            a, b = rng.uniform(0.1, 0.5, 2)
            species.append({element(z[0]): round(a, 3), element(z[1]): round(b, 3)})
        else:
            species.append({element(z[0]): 1.0})
    return Structure(lattice, species, rng.random((n_sites, 3)))


def element(z):
    from pymatgen.core import Element

    return Element.from_Z(int(z)).symbol


def known_crystals():
    """Crystals whose equally distant neighbours are equivalent, so that any choice among them is the same."""
    yield Structure.from_spacegroup("Fm-3m", Lattice.cubic(3.615), ["Cu"], [[0, 0, 0]])
    yield Structure(Lattice.cubic(3.35), ["Po"], [[0, 0, 0]])
    yield Structure.from_spacegroup("Im-3m", Lattice.cubic(2.866), ["Fe"], [[0, 0, 0]])
    yield Structure.from_spacegroup("Fd-3m", Lattice.cubic(5.431), ["Si"], [[0, 0, 0]])
    yield Structure.from_spacegroup("Fm-3m", Lattice.cubic(5.64), ["Na", "Cl"], [[0, 0, 0], [0.5, 0.5, 0.5]])
    yield Structure(Lattice.cubic(4.12), ["Cs", "Cl"], [[0, 0, 0], [0.5, 0.5, 0.5]])
    yield Structure(Lattice.cubic(3.905), ["Sr", "Ti", "O", "O", "O"],
                    [[0, 0, 0], [0.5, 0.5, 0.5], [0.5, 0.5, 0], [0.5, 0, 0.5], [0, 0.5, 0.5]])


def structures():
    yield from known_crystals()
    rng = np.random.default_rng(20261121)
    for n_sites in [1] * 10 + [2] * 15 + list(range(3, 120)):
        yield random_structure(rng, n_sites, rng.uniform(8, 30), partial=0.3)
    for n_sites in [1, 2, 3, 5] * 10:  # sparse: fewer than 12 neighbours within the cut-off, or none
        yield random_structure(rng, n_sites, rng.uniform(200, 3000), partial=0.2)
    for n_sites in (200, 300, 400, 500):
        yield random_structure(rng, n_sites, 15.0, partial=0.1)
    for n_sites in range(10, 17):
        yield random_structure(rng, n_sites, 15.0, partial=1.0)


def main():
    folder = pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else HERE / "data"
    folder.mkdir(parents=True, exist_ok=True)
    weights = random_weights(seed=1)
    write_model(folder / "crystals_mask.safetensors", weights, "mask")
    write_model(folder / "crystals_first_atom.safetensors", weights, "first-atom")
    table = element_features()
    with open(folder / "crystals.jsonl", "w") as out:
        for structure in structures():
            row = {
                "lattice": np.round(structure.lattice.matrix, 6).tolist(),
                "sites": [[np.round(s.frac_coords, 6).tolist(), {e.symbol: o for e, o in s.species.items()}]
                          for s in structure],
            }
            rounded = Structure(row["lattice"], [s[1] for s in row["sites"]], [s[0] for s in row["sites"]])
            for padding in ("mask", "first-atom"):
                vector = embed(rounded, weights, padding, table).numpy().astype("<f4")
                row[padding] = base64.b64encode(vector.tobytes()).decode()
            out.write(json.dumps(row) + "\n")


if __name__ == "__main__":
    main()
