#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Moves the textbook crystals that judge_model.py judges by, in whatever structure, with melts and analogues, into the split validation.

A model trained on the other splits (without --all-textbook) then meets them, in molecular dynamics too, as crystals that it was not taught.

usage: keep_judged_aside.py CORPUS.sqlite        (after `clasp corpus split`; a copy of the corpus is advisable)
"""
import math
import re
import sqlite3
import sys

from judge_crystals import CRYSTALS


def reduced(amounts):
    divisor = math.gcd(*amounts.values())
    return frozenset((element, n // divisor) for element, n in amounts.items())


def composition(formula):
    """Of a formula with whole numbers; None for others."""
    if "." in formula:
        return None
    amounts = {}
    for element, n in re.findall("([A-Z][a-z]?)([0-9]*)", formula):
        amounts[element] = amounts.get(element, 0) + int(n or 1)
    return reduced(amounts)


def judged():
    for crystal in CRYSTALS:
        amounts = {}
        for element, positions in crystal.sites:
            amounts[element] = amounts.get(element, 0) + len(positions)
        yield reduced(amounts)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    corpus = sqlite3.connect(f"file:{sys.argv[1]}?mode=rw", uri=True)
    wanted = set(judged())
    formulas = [f for (f,) in corpus.execute("SELECT DISTINCT formula FROM structures WHERE source LIKE 'textbook/%'")
                if composition(f) in wanted]
    moved = sum(corpus.execute("UPDATE structures SET split='validation' WHERE source LIKE 'textbook/%' AND formula=?",
                               (formula,)).rowcount for formula in formulas)
    corpus.commit()
    print(f"{len(formulas)} formulas, {moved} structures kept aside")
