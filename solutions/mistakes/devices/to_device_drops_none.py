"""to_device: wrong-structure

Leaves that are None are left out of the result.
"""

import torch


def to_device(batch, device):
    if isinstance(batch, torch.Tensor):
        return batch.to(device)
    if isinstance(batch, dict):
        moved = {k: to_device(v, device) for k, v in batch.items()}
        return {k: v for k, v in moved.items() if v is not None}
    if isinstance(batch, (list, tuple)):
        return type(batch)(to_device(v, device) for v in batch if v is not None)
    return batch
