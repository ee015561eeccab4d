#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Writes the contrastive losses of a small batch and their gradients, by PyTorch in double precision, for
tests/unit/train/loss_test.cpp.

usage: losses.py > data/losses.json
needs: pip install torch
"""
import json
import math

import torch
import torch.nn.functional as F


def both_ways(logits):
    labels = torch.arange(len(logits))
    return (F.cross_entropy(logits, labels) + F.cross_entropy(logits.T, labels)) / 2


def with_diagonal(cosine, diagonal):
    return torch.diagonal_scatter(cosine, diagonal)


def infonce(cosine, log_scale, bias, excluded):
    return both_ways((cosine * log_scale.exp()).masked_fill(excluded, -math.inf))


def cosface(cosine, log_scale, bias, excluded, scale=3.0, margin=0.5):
    moved = with_diagonal(cosine, cosine.diagonal() - margin)
    return both_ways((scale * moved).masked_fill(excluded, -math.inf))


def arcface(cosine, log_scale, bias, excluded, scale=8.0, margin=0.4):
    own = cosine.diagonal()
    theta = own.acos()
    moved = torch.where(theta + margin < math.pi, (theta + margin).cos(), own - margin * math.sin(margin))
    return both_ways((scale * with_diagonal(cosine, moved)).masked_fill(excluded, -math.inf))


def siglip(cosine, log_scale, bias, excluded):
    logits = cosine * log_scale.exp() + bias
    sign = 2 * torch.eye(len(cosine)) - 1
    return -F.logsigmoid(sign * logits).masked_fill(excluded, 0).sum() / len(cosine)


if __name__ == "__main__":
    torch.set_default_dtype(torch.float64)
    torch.manual_seed(12)
    n, width = 6, 5
    rows = F.normalize(torch.randn(2 * n, width))
    rows[n + 1] = -0.98 * rows[1] + 0.02 * rows[2]  # an angle that the margin takes beyond pi
    rows = F.normalize(rows)
    exclude = torch.zeros(n, n, dtype=torch.bool)  # by crystal and text
    exclude[0, 3] = exclude[3, 0] = exclude[2, 5] = exclude[4, 1] = True
    result = {"n": n, "text": rows[:n].tolist(), "crystal": rows[n:].tolist(), "excluded": exclude.int().tolist(),
              "log_scale": math.log(7.0), "bias": -1.5, "losses": []}
    for loss in (infonce, cosface, arcface, siglip):
        for masked in (False, True):
            text, crystal = (r.clone().requires_grad_() for r in (rows[:n], rows[n:]))
            log_scale = torch.tensor(result["log_scale"], requires_grad=True)
            bias = torch.tensor(result["bias"], requires_grad=True)
            value = loss(crystal @ text.T, log_scale, bias, exclude if masked else torch.zeros_like(exclude))
            gradients = torch.autograd.grad(value, (text, crystal, log_scale, bias), allow_unused=True)
            zero = torch.zeros(())
            result["losses"].append({
                "loss": loss.__name__, "masked": masked, "value": value.item(),
                "text": gradients[0].tolist(), "crystal": gradients[1].tolist(),
                "log_scale": (zero if gradients[2] is None else gradients[2]).item(),
                "bias": (zero if gradients[3] is None else gradients[3]).item()})
    print(json.dumps(result))
