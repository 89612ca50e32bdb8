"""to_device: wrong-type

A tuple comes back as a generator: a comprehension in parentheses makes no tuple.
"""

import torch


def to_device(batch, device):
    if isinstance(batch, torch.Tensor):
        return batch.to(device)
    if isinstance(batch, dict):
        return {k: to_device(v, device) for k, v in batch.items()}
    if isinstance(batch, list):
        return [to_device(v, device) for v in batch]
    if isinstance(batch, tuple):
        return (to_device(v, device) for v in batch)
    return batch
