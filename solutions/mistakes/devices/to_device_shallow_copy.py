"""to_device: input-modified

A shallow copy protects the outermost level only; lists and dicts further down are the caller's, and
are written to.
"""

import copy

import torch


def _move(batch, device):
    if isinstance(batch, torch.Tensor):
        return batch.to(device)
    if isinstance(batch, dict):
        for k, v in batch.items():
            batch[k] = _move(v, device)
        return batch
    if isinstance(batch, list):
        batch[:] = [_move(v, device) for v in batch]
        return batch
    if isinstance(batch, tuple):
        return tuple(_move(v, device) for v in batch)
    return batch


def to_device(batch, device):
    return _move(copy.copy(batch), device)
