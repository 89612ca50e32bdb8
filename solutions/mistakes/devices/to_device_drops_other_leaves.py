"""to_device: wrong-structure

Leaves that are no tensors are filtered out, where they stay as they are.
"""

import torch


def to_device(batch, device):
    if isinstance(batch, torch.Tensor):
        return batch.to(device)
    keep = (torch.Tensor, dict, list, tuple)
    if isinstance(batch, dict):
        return {k: to_device(v, device) for k, v in batch.items() if isinstance(v, keep)}
    if isinstance(batch, (list, tuple)):
        return type(batch)(to_device(v, device) for v in batch if isinstance(v, keep))
    return batch
