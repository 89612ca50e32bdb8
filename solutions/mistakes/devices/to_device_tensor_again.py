"""to_device: missing-gradient

The moved tensors are cut from the graph, so no gradient gets back to the batch.
"""

import torch


def to_device(batch, device):
    if isinstance(batch, torch.Tensor):
        return torch.tensor(batch, device=device)
    if isinstance(batch, list):
        return [to_device(v, device) for v in batch]
    if isinstance(batch, tuple):
        return tuple(to_device(v, device) for v in batch)
    if isinstance(batch, dict):
        return {k: to_device(v, device) for k, v in batch.items()}
    return batch
