"""to_device: left-on-cpu

What `.to(device)` returns is dropped, and the tensors that come back lie where they lay before.
"""

import torch


def to_device(batch, device):
    if isinstance(batch, torch.Tensor):
        batch.to(device)
    elif isinstance(batch, dict):
        for v in batch.values():
            to_device(v, device)
    elif isinstance(batch, (list, tuple)):
        for v in batch:
            to_device(v, device)
    return batch
