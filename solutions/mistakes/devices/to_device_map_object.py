"""to_device: wrong-type

A list comes back as a map object, which is no list yet.
"""

import torch


def to_device(batch, device):
    if isinstance(batch, torch.Tensor):
        return batch.to(device)
    if isinstance(batch, dict):
        return {k: to_device(v, device) for k, v in batch.items()}
    if isinstance(batch, tuple):
        return tuple(map(lambda v: to_device(v, device), batch))
    if isinstance(batch, list):
        return map(lambda v: to_device(v, device), batch)
    return batch
