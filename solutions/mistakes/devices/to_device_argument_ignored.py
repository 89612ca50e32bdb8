"""to_device: hard-coded-device

Every tensor goes to a device that the code names or chooses, here the CPU, and not to the one that
is asked for.
"""

import torch


def to_device(batch, device="cpu"):
    if isinstance(batch, torch.Tensor):
        return batch.cpu()
    if isinstance(batch, dict):
        return {k: to_device(v) for k, v in batch.items()}
    if isinstance(batch, (list, tuple)):
        return type(batch)(to_device(v) for v in batch)
    return batch
