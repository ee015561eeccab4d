#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Makes a small random BERT folder and what Hugging Face's code computes with it, for tests/unit/text.

Writes data/tiny_bert/ (config.json, vocab.txt, model.safetensors), data/tiny_bert_tokens.jsonl (texts and ids)
and data/tiny_bert_outputs.safetensors (hidden states and pooled outputs of the texts in its metadata).

usage: tiny_bert.py      needs: pip install torch transformers tokenizers
"""
import json
import pathlib
import string

import torch
from safetensors.torch import save_file
from transformers import BertConfig, BertModel

from random_texts import WORDS, bert_tokenizer, random_texts, token_records

DATA = pathlib.Path(__file__).resolve().parent / "data"
MAX_TOKENS = 24
TEXTS = ["superconductor", "narrow-bandgap semiconductor", "liquid silicon", "a [MASK] perovskite with naïve layers",
         "rock-salt", "zeolite", "高温超伝導体", "metal-organic framework " * 12]


def vocabulary():
    """Special tokens, characters of many scripts, pieces of the words of the random texts."""
    letters = string.ascii_letters + string.digits + string.punctuation + "äöüßéñåøæðđłσςτυφοαβδλμω結晶構造反強磁性가각한"
    letters += "кристалмаод°·±–—“”€ªº²³µıſ" + "ᄀᆫᅩ"
    words = {w.lower() for w in WORDS if w.isascii() and w.isalpha()}
    pieces = {w[:n] for w in words for n in (3, 4, 5)} | {w[-n:] for w in words for n in (2, 3, 4)}
    tokens = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"] + sorted(set(letters)) + sorted(words | pieces)
    tokens += ["##" + t for t in sorted(set(letters)) if t.isalnum()] + ["##" + t for t in sorted(pieces)]
    return list(dict.fromkeys(tokens))


def main():
    folder = DATA / "tiny_bert"
    folder.mkdir(parents=True, exist_ok=True)
    tokens = vocabulary()
    (folder / "vocab.txt").write_text("\n".join(tokens) + "\n", encoding="utf-8")

    torch.manual_seed(3)
    config = BertConfig(vocab_size=len(tokens), hidden_size=32, num_hidden_layers=2, num_attention_heads=4,
                        intermediate_size=48, max_position_embeddings=40, hidden_dropout_prob=0.0)
    model = BertModel(config).eval()
    with torch.no_grad():  # the default initialisation is too small for a mistake to show
        for name, parameter in model.named_parameters():
            parameter.mul_(8.0) if parameter.dim() == 2 else parameter.add_(0.2 * torch.randn_like(parameter))
    settings = {k: v for k, v in config.to_dict().items()
                if k in ("model_type", "vocab_size", "hidden_size", "num_hidden_layers", "num_attention_heads",
                         "intermediate_size", "max_position_embeddings", "type_vocab_size", "layer_norm_eps",
                         "hidden_act")}
    (folder / "config.json").write_text(json.dumps(settings, indent=2) + "\n")
    save_file({k: v.contiguous() for k, v in model.state_dict().items()}, folder / "model.safetensors")

    texts = random_texts(500, seed=11)
    records = token_records(folder / "vocab.txt", texts, MAX_TOKENS)
    for settings in [(False, None, True), (True, False, True), (False, True, False)]:
        records += token_records(folder / "vocab.txt", random_texts(100, seed=12), MAX_TOKENS, *settings)
    with open(DATA / "tiny_bert_tokens.jsonl", "w", encoding="utf-8") as out:
        out.writelines(json.dumps(record) + "\n" for record in records)

    tokenizer = bert_tokenizer(folder / "vocab.txt", True, None, True)
    tokenizer.enable_truncation(MAX_TOKENS)
    outputs = {}
    for i, text in enumerate(TEXTS):
        ids = torch.tensor([tokenizer.encode(text).ids])
        with torch.no_grad():
            result = model(ids, output_hidden_states=True)
        outputs[f"{i}.hidden"] = torch.cat(result.hidden_states)
        outputs[f"{i}.cls"] = result.last_hidden_state[0, 0].clone()
        outputs[f"{i}.mean"] = result.last_hidden_state[0].mean(0)
        outputs[f"{i}.pooler"] = result.pooler_output[0]
    save_file(outputs, DATA / "tiny_bert_outputs.safetensors", {"texts": json.dumps(TEXTS)})
    print(f"{len(tokens)} tokens, {len(records)} token records, {len(TEXTS)} outputs in {DATA}")


if __name__ == "__main__":
    main()
