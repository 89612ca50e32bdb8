"""to_device: input-modified

The moved tensors are written into the dicts and lists of the caller's batch.
"""

import torch


def to_device(batch, device):
    if isinstance(batch, torch.Tensor):
        return batch.to(device)
    if isinstance(batch, dict):
        batch.update({k: to_device(v, device) for k, v in batch.items()})
        return batch
    if isinstance(batch, (list, tuple)):
        return type(batch)(to_device(v, device) for v in batch)
    return batch
