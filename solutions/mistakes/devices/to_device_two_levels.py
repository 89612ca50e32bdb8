"""to_device: left-on-cpu

Tensors are moved down to the second level of nesting, and those further down stay.
"""

import torch


def move_leaf(v, device):
    if isinstance(v, torch.Tensor):
        return v.to(device)
    return v


def move_level(batch, device, fn):
    if isinstance(batch, dict):
        return {k: fn(v, device) for k, v in batch.items()}
    if isinstance(batch, list):
        return [fn(v, device) for v in batch]
    if isinstance(batch, tuple):
        return tuple(fn(v, device) for v in batch)
    return move_leaf(batch, device)


def to_device(batch, device):
    return move_level(batch, device, lambda b, d: move_level(b, d, move_leaf))
