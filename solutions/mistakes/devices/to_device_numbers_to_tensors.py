"""to_device: wrong-type

Numbers among the leaves are turned into tensors, where other leaves stay as they are.
"""

import torch


def to_device(batch, device):
    if isinstance(batch, (torch.Tensor, int, float)):
        return torch.as_tensor(batch).to(device)
    if isinstance(batch, dict):
        return {k: to_device(v, device) for k, v in batch.items()}
    if isinstance(batch, (list, tuple)):
        return type(batch)(to_device(v, device) for v in batch)
    return batch
