"""to_device: left-on-cpu

Dicts are taken for leaves, so the tensors in them stay where they are.
"""

import torch


def to_device(batch, device):
    if torch.is_tensor(batch):
        return batch.to(device)
    if isinstance(batch, list):
        return [to_device(b, device) for b in batch]
    if isinstance(batch, tuple):
        return tuple(to_device(b, device) for b in batch)
    return batch
