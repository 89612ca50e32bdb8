"""Counting, freezing and calling with plain loops and named methods."""

import math


def count_parameters(model, trainable_only=False):
    total = 0
    for _, p in model.named_parameters():
        if trainable_only and not p.requires_grad:
            continue
        total += math.prod(p.shape)
    return total


def freeze(module):
    for p in module.parameters():
        p.requires_grad = False
    return module


def run(model, x):
    out = model.__call__(x)
    return out
