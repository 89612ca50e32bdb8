"""to_device: raised

The storage of the caller's own tensors is exchanged for one on the other device, which torch
refuses.
"""

import torch


def to_device(batch, device):
    if isinstance(batch, torch.Tensor):
        batch.data = batch.data.to(device)
        return batch
    if isinstance(batch, dict):
        return {k: to_device(v, device) for k, v in batch.items()}
    if isinstance(batch, (list, tuple)):
        return type(batch)(to_device(v, device) for v in batch)
    return batch
