"""to_device: raised

Everything that can be iterated is taken apart, strings too, and the letters of a string are strings
again, without end.
"""

import torch


def to_device(batch, device):
    if isinstance(batch, torch.Tensor):
        return batch.to(device)
    if isinstance(batch, dict):
        return {k: to_device(v, device) for k, v in batch.items()}
    if hasattr(batch, "__iter__"):
        return type(batch)([to_device(v, device) for v in batch])
    return batch
