#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Makes small checkpoints by torch.save and what is in them, for tests/unit/checkpoint.

Writes data/checkpoints/: every_kind.{2,3,4,5}.ckpt (all dtypes, views, shared storages, objects of a Lightning
checkpoint; by pickle protocol) with every_kind.safetensors, and authors.ckpt: a small model under the key names of
the authors' Lightning module, the BERT of tiny_bert.py inside, with authors.safetensors, what its text head and
BERT compute for some prompts.

usage: torch_checkpoints.py      needs: pip install torch transformers tokenizers
"""
import collections
import json
import pathlib

import torch
from safetensors.torch import save_file
from torch import nn
from transformers import BertModel

from random_texts import bert_tokenizer

DATA = pathlib.Path(__file__).resolve().parent / "data"
PROMPTS = ["superconductor", "narrow-bandgap semiconductor", "a [MASK] perovskite with naïve layers", "zeolite"]


class AttributeDict(dict):
    """Stands for the classes of other packages whose objects lie in real checkpoints."""


def every_kind():
    base = torch.arange(24, dtype=torch.float32).reshape(4, 6) / 7
    state = collections.OrderedDict(
        f32=base,
        parameter=nn.Parameter(torch.randn(3, 2)),
        transposed=base.t(),
        slice=base[1:3, 2:5],
        strided=base[:, ::2],
        scalar=torch.tensor(2.5),
        empty=torch.zeros(0, 3),
        f64=torch.randn(5, dtype=torch.float64),
        f16=torch.randn(5).half(),
        bf16=torch.randn(5).bfloat16(),
        i64=torch.tensor([2**40, -1]),
        i32=torch.tensor([7, -7], dtype=torch.int32),
        i16=torch.tensor([-300, 300], dtype=torch.int16),
        i8=torch.tensor([-3, 3], dtype=torch.int8),
        u8=torch.tensor([0, 255], dtype=torch.uint8),
        boolean=torch.tensor([True, False, True]),
        expanded=torch.tensor([1.5]).expand(2, 3),
    )
    optimiser = torch.optim.AdamW([state["parameter"]])
    state["parameter"].sum().backward()
    optimiser.step()
    return {
        "epoch": 3, "global_step": 2**40, "big": 2**80, "pytorch-lightning_version": "2.4.0",
        "state_dict": state,
        "loops": {"fit": {"state": [None, True, False, 1.5, (1, 2, 3, 4), b"bytes", {1, 2}, frozenset({3})]}},
        "callbacks": AttributeDict(best=torch.tensor(0.5), path=pathlib.PurePosixPath("a/b")),
        "optimizer_states": [optimiser.state_dict()],
        "defaults": collections.defaultdict(list, {"a": [1]}),
    }


def expected(state):
    widened = {torch.int16: torch.int32, torch.int8: torch.int32, torch.bool: torch.uint8}
    return {k: v.detach().to(widened.get(v.dtype, v.dtype)).contiguous().clone() for k, v in state.items()}


def randomise(module):
    with torch.no_grad():
        for name, tensor in list(module.named_parameters()) + list(module.named_buffers()):
            if name.endswith("running_var"):
                tensor.uniform_(0.5, 1.5)
            elif tensor.is_floating_point():
                tensor.uniform_(-0.5, 0.5)


def prefixed(module, prefix):
    return {f"{prefix}.{k}": v for k, v in module.state_dict().items()}


def crystal_tower(features=4, size=8, convolutions=2, layers=2, dropout=True):
    """The modules of design section 2 under the authors' names; the forward pass is tested elsewhere."""
    parts = {"atom_embedding_proj": nn.Linear(92, features), "crystal_embedding_proj": nn.Linear(features, size),
             "crystal_embedding_bn": nn.BatchNorm1d(size), "final_projection": nn.Linear(size, size)}
    for i in range(convolutions):
        name = f"convolution_layers.{i}."
        parts[name + "fc_full"] = nn.Linear(2 * features + 41, 2 * features)
        parts[name + "bn1"], parts[name + "bn2"] = nn.BatchNorm1d(2 * features), nn.BatchNorm1d(features)
    step = 4 if dropout else 3  # Linear, ReLU, BatchNorm[, Dropout]
    for i in range(layers):
        parts[f"intermediate_modules.{step * i}"] = nn.Linear(size, size)
        parts[f"intermediate_modules.{step * i + 2}"] = nn.BatchNorm1d(size)
    return parts


def authors_checkpoint():
    torch.manual_seed(9)
    bert = BertModel.from_pretrained(DATA / "tiny_bert").eval()
    head = nn.Sequential(nn.Linear(32, 12), nn.BatchNorm1d(12), nn.ReLU(), nn.Dropout(0.1),
                         nn.Linear(12, 12), nn.BatchNorm1d(12), nn.ReLU(), nn.Dropout(0.1), nn.Linear(12, 8)).eval()
    randomise(head)
    state = collections.OrderedDict()
    for name, module in crystal_tower().items():
        randomise(module)
        state.update(prefixed(module, "model." + name))
    state.update(prefixed(bert, "model_text.text_encoder"))
    state.update(prefixed(head, "model_text.mlp"))
    state["loss_fn.logit_scale"], state["loss_fn.logit_bias"] = torch.tensor(1.0), torch.tensor(-10.0)

    tokenizer = bert_tokenizer(DATA / "tiny_bert/vocab.txt", True, None, True)
    tokenizer.enable_truncation(24)
    with torch.no_grad():
        pooled = torch.cat([bert(torch.tensor([tokenizer.encode(p).ids])).pooler_output for p in PROMPTS])
        embedded = nn.functional.normalize(head(pooled), dim=1, eps=1e-6)
    return {"epoch": 1, "state_dict": state, "optimizer_states": []}, embedded


if __name__ == "__main__":
    torch.manual_seed(8)
    folder = DATA / "checkpoints"
    folder.mkdir(parents=True, exist_ok=True)
    content = every_kind()
    for protocol in (2, 3, 4, 5):
        torch.save(content, folder / f"every_kind.{protocol}.ckpt", pickle_protocol=protocol)
    save_file(expected(content["state_dict"]), folder / "every_kind.safetensors")
    checkpoint, embedded = authors_checkpoint()
    torch.save(checkpoint, folder / "authors.ckpt")
    save_file({"embeddings": embedded}, folder / "authors.safetensors", {"prompts": json.dumps(PROMPTS)})
    print(f"{sum(f.stat().st_size for f in folder.iterdir())} bytes in {folder}")
