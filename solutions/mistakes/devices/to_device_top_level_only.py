"""to_device: left-on-cpu

Only tensors at the top of the batch are moved; those in lists, tuples and dicts further down stay.
"""

import torch


def to_device(batch, device):
    def move(v):
        return v.to(device) if isinstance(v, torch.Tensor) else v

    if isinstance(batch, dict):
        return {k: move(v) for k, v in batch.items()}
    if isinstance(batch, list):
        return [move(v) for v in batch]
    if isinstance(batch, tuple):
        return tuple(move(v) for v in batch)
    return move(batch)
