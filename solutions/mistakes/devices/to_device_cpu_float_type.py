"""to_device: left-on-cpu

Only floating-point tensors are moved; integer tensors such as labels stay on the CPU.
"""

import torch


def to_device(batch, device):
    if isinstance(batch, torch.FloatTensor):
        return batch.to(device)
    elif isinstance(batch, list):
        return [to_device(x, device) for x in batch]
    elif isinstance(batch, tuple):
        return tuple(to_device(x, device) for x in batch)
    elif isinstance(batch, dict):
        return {key: to_device(x, device) for key, x in batch.items()}
    else:
        return batch
