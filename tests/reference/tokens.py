#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Writes texts with their token ids as JSON lines, for tests/unit/text.

data/minilm_tokens.jsonl was made with `--random 2000`; another file can be named in CLASP_TOKEN_REFERENCE.

usage: tokens.py ENCODER_FOLDER OUT.jsonl [--random N] [--titles FILE.jsonl ...]      needs: pip install tokenizers
"""
import argparse
import json

from random_texts import random_texts, token_records

TEXT_FIELDS = ("title", "caption", "text", "name", "formula")


def titles(path):
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            for field in TEXT_FIELDS:
                value = record.get(field)
                yield from [value] if isinstance(value, str) else []


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("encoder")
    parser.add_argument("out")
    parser.add_argument("--random", type=int, default=200_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--titles", nargs="*", default=[])
    args = parser.parse_args()
    vocab = args.encoder + "/vocab.txt"
    captions = list(dict.fromkeys(t for path in args.titles for t in titles(path)))
    records = token_records(vocab, captions, 64)
    records += token_records(vocab, random_texts(args.random, args.seed), 64)
    for n, settings in enumerate([(False, None, True), (True, False, True), (False, True, False)]):
        records += token_records(vocab, random_texts(args.random // 10, args.seed + 1 + n), 64, *settings)
    with open(args.out, "w", encoding="utf-8") as out:
        for record in records:
            out.write(json.dumps(record) + "\n")
    print(f"{len(captions)} captions and {len(records) - len(captions)} random texts in {args.out}")
