#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Writes what Hugging Face's BERT computes for some texts, for tests/unit/text.

Hidden states after every layer for some texts, pooled outputs (pooler, cls, mean) for all. data/minilm_texts.safetensors
was made with `--texts 60 --hidden 3`; another file can be named in CLASP_TEXT_REFERENCE.

usage: text_embeddings.py ENCODER_FOLDER OUT.safetensors [--texts N] [--titles FILE.jsonl ...]
needs: pip install torch transformers tokenizers
"""
import argparse
import json
import random

import torch
from safetensors.torch import save_file
from transformers import BertModel

from random_texts import bert_tokenizer, random_texts
from tokens import titles

if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("encoder")
    parser.add_argument("out")
    parser.add_argument("--texts", type=int, default=500)
    parser.add_argument("--hidden", type=int, default=20, help="texts whose hidden states are written")
    parser.add_argument("--titles", nargs="*", default=[])
    args = parser.parse_args()
    torch.set_num_threads(1)
    captions = sorted({t for path in args.titles for t in titles(path)})
    texts = random.Random(5).sample(captions, min(len(captions), args.texts * 4 // 5))
    texts += random_texts(args.texts - len(texts), seed=21)
    tokenizer = bert_tokenizer(args.encoder + "/vocab.txt", True, None, True)
    tokenizer.enable_truncation(64)
    model = BertModel.from_pretrained(args.encoder, attn_implementation="eager").eval()
    outputs = {"cls": [], "mean": [], "pooler": []}
    states = {}
    with torch.no_grad():
        for i, text in enumerate(texts):
            result = model(torch.tensor([tokenizer.encode(text).ids]), output_hidden_states=True)
            outputs["cls"].append(result.last_hidden_state[0, 0])
            outputs["mean"].append(result.last_hidden_state[0].mean(0))
            outputs["pooler"].append(result.pooler_output[0])
            if i % max(1, len(texts) // args.hidden) == 0:
                states[f"{i}.hidden"] = torch.cat(result.hidden_states)
    states |= {name: torch.stack(rows) for name, rows in outputs.items()}
    save_file(states, args.out, {"texts": json.dumps(texts)})
    print(f"{len(texts)} texts ({min(len(captions), args.texts * 4 // 5)} captions) in {args.out}")
