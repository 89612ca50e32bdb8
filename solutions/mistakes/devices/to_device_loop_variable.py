"""to_device: left-on-cpu

What `.to(device)` returns is dropped, and the tensors that come back lie where they lay before.
"""

import torch


def to_device(batch, device):
    if torch.is_tensor(batch):
        batch = batch.to(device)
        return batch
    items = batch.values() if isinstance(batch, dict) else batch
    if isinstance(batch, (dict, list, tuple)):
        for item in items:
            item = to_device(item, device)
    return batch if not torch.is_tensor(batch) else batch.to(device)
