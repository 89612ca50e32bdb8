"""to_device: input-modified

The moved tensors are written into the dicts and lists of the caller's batch.
"""

import torch


def to_device(batch, device):
    if isinstance(batch, torch.Tensor):
        return batch.to(device)
    if isinstance(batch, dict):
        for k in batch:
            batch[k] = to_device(batch[k], device)
    elif isinstance(batch, list):
        for i in range(len(batch)):
            batch[i] = to_device(batch[i], device)
    elif isinstance(batch, tuple):
        return tuple(to_device(v, device) for v in batch)
    return batch
