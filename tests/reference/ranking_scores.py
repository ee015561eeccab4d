#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Writes embeddings of made-up structures, titles and queries, and the scores of their rankings by scikit-learn, for
tests/unit/retrieval/scores_test.cpp. Components are multiples of 1/16, so that cosines are exact and often equal.

usage: ranking_scores.py > data/ranking_scores.json
needs: pip install numpy scikit-learn
"""
import json

import numpy as np
from sklearn.metrics import average_precision_score, coverage_error, roc_auc_score, roc_curve

STRUCTURES, GROUPS, WIDTH, QUERIES, RESAMPLES, DRAWS, SEED = 300, 120, 16, 3, 200, 50, 11  # papers are groups


class Rng:
    """core/rng.h: SplitMix64."""

    def __init__(self, seed):
        self.state = seed

    def below(self, n):
        mask = (1 << 64) - 1
        self.state = self.state + 0x9E3779B97F4A7C15 & mask
        z = self.state
        z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9 & mask
        z = (z ^ z >> 27) * 0x94D049BB133111EB & mask
        return int(((z ^ z >> 31) >> 11) * 2.0**-53 * n)


def balanced(positive, weight, rng):
    kept = np.where(positive, weight, 0)
    negatives = np.repeat(np.flatnonzero(~positive), weight[~positive]).tolist()
    for k in range(min(kept.sum(), len(negatives))):
        other = k + rng.below(len(negatives) - k)
        negatives[k], negatives[other] = negatives[other], negatives[k]
        kept[negatives[k]] += 1
    return kept


def resample(group, positive, rng):
    members = [np.flatnonzero(group == g) for g in range(GROUPS)]
    weight = np.zeros(len(group), int)
    for wanted in (False, True):
        stratum = [m for m in members if positive[m].any() == wanted]
        for _ in stratum:
            weight[stratum[rng.below(len(stratum))]] += 1
    return weight


def interval(values):
    return np.quantile(values, [0.025, 0.975]).tolist()


def query_scores(score, positive, group):
    ones = np.ones(len(score), int)

    def weighted(metric, weight):
        return metric(positive[weight > 0], score[weight > 0], sample_weight=weight[weight > 0])

    rng = Rng(SEED)
    aucs = [weighted(roc_auc_score, resample(group, positive, rng)) for _ in range(RESAMPLES)]
    rng = Rng(SEED)
    precisions = []
    for _ in range(RESAMPLES):
        weight = resample(group, positive, rng)
        precisions.append(weighted(average_precision_score, balanced(positive, weight, rng)))
    rng = Rng(SEED)
    of_subsets = [weighted(average_precision_score, balanced(positive, ones, rng)) for _ in range(DRAWS)]
    fpr, tpr, _ = roc_curve(positive, score, drop_intermediate=False)
    return {"positive": positive.tolist(), "roc_auc": roc_auc_score(positive, score), "roc_auc_95": interval(aucs),
            "average_precision": average_precision_score(positive, score),
            "balanced_average_precision": float(np.mean(of_subsets)), "balanced_95": interval(precisions),
            "roc_curve": np.stack([fpr, tpr], 1).tolist()}


def ranks(cosines, wanted):
    """scikit-learn's coverage error of the best wanted one alone, the other wanted ones taken away."""
    found = []
    for row, mine in zip(cosines, wanted):
        best = np.flatnonzero(mine)[row[mine].argmax()]
        kept = ~mine
        kept[best] = True
        truth = np.zeros((1, len(row)), int)
        truth[0, best] = 1
        found.append(coverage_error(truth[:, kept], row[None, kept]))
    return np.array(found)


def recall(rank):
    return {"ranks": rank.astype(int).tolist(), "median": float(np.median(rank)),
            **{f"R@{k}": float(np.mean(rank <= k)) for k in (1, 10, 50)}}


def coarse(x):
    return np.clip(np.rint(x), -8, 8) / 16


def main():
    rng = np.random.default_rng(3)
    group = np.concatenate([np.arange(GROUPS), rng.integers(GROUPS // 4, size=STRUCTURES - GROUPS)])
    centre = rng.normal(0, 2, (GROUPS, WIDTH))
    structures = coarse(centre[group] + rng.normal(0, 2, (STRUCTURES, WIDTH)))
    titles = coarse(centre + rng.normal(0, 2, (GROUPS, WIDTH)))
    queries = coarse(rng.normal(0, 2, (QUERIES, WIDTH)))
    scores = structures @ queries.T
    result = {"group": group.tolist(), "structures": structures.tolist(), "titles": titles.tolist(),
              "queries": queries.tolist(), "resamples": RESAMPLES, "draws": DRAWS, "seed": SEED, "scores": []}
    for q in range(QUERIES):
        hidden = scores[:, q] + rng.normal(0, 1.0, STRUCTURES)
        positive = hidden > np.quantile(hidden, [0.95, 0.8, 0.3][q])
        result["scores"].append(query_scores(scores[:, q], positive, group))
    belongs = group[None, :] == np.arange(GROUPS)[:, None]
    result["text_to_structure"] = recall(ranks(titles @ structures.T, belongs))
    result["structure_to_text"] = recall(ranks(structures @ titles.T, belongs.T))
    print(json.dumps(result))


if __name__ == "__main__":
    main()
