"""to_device: hard-coded-device

Every tensor goes to a device that the code names or chooses, here the CPU, and not to the one that
is asked for.
"""

import torch


def to_device(batch, device):
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    if isinstance(batch, torch.Tensor):
        return torch.zeros_like(batch, device=device).copy_(batch)
    if isinstance(batch, dict):
        return {k: to_device(v, device) for k, v in batch.items()}
    if isinstance(batch, (list, tuple)):
        return type(batch)(to_device(v, device) for v in batch)
    return batch
