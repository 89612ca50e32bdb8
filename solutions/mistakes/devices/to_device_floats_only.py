"""to_device: left-on-cpu

Only floating-point tensors are moved; integer tensors such as labels stay on the CPU.
"""

import torch


def to_device(batch, device):
    if isinstance(batch, torch.Tensor) and batch.is_floating_point():
        return batch.to(device)
    if isinstance(batch, dict):
        return {k: to_device(v, device) for k, v in batch.items()}
    if isinstance(batch, (list, tuple)):
        return type(batch)(to_device(v, device) for v in batch)
    return batch
