#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Moves the textbook crystals that judge_model.py judges by, in whatever structure, with melts and analogues, into the split validation.

A model trained on the other splits (without --all-textbook) then meets them, in molecular dynamics too, as crystals that it was not taught.

usage: keep_judged_aside.py CORPUS.sqlite        (after `clasp corpus split`; a copy of the corpus is advisable)
"""
import collections
import math
import re
import sqlite3
import sys

from judge_crystals import CRYSTALS


def reduced(parts):
    """The proportions of elements, from pairs of an element and a number."""
    amounts = collections.Counter()
    for element, n in parts:
        amounts[element] += n
    divisor = math.gcd(*amounts.values())
    return frozenset((element, n // divisor) for element, n in amounts.items())


def composition(formula):
    """Of a formula with whole numbers; None for others."""
    if "." in formula:
        return None
    return reduced((element, int(n or 1)) for element, n in re.findall("([A-Z][a-z]?)([0-9]*)", formula))


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    corpus = sqlite3.connect(f"file:{sys.argv[1]}?mode=rw", uri=True)
    wanted = {reduced((element, len(positions)) for element, positions in crystal.sites) for crystal in CRYSTALS}
    formulas = [f for (f,) in corpus.execute("SELECT DISTINCT formula FROM structures WHERE source LIKE 'textbook/%'")
                if composition(f) in wanted]
    moved = sum(corpus.execute("UPDATE structures SET split='validation' WHERE source LIKE 'textbook/%' AND formula=?",
                               (formula,)).rowcount for formula in formulas)
    corpus.commit()
    print(f"{len(formulas)} formulas, {moved} structures kept aside")
