"""to_device: missing-gradient

Tensors are moved with gradients switched off, so no gradient gets back from the other device.
"""

import torch


@torch.no_grad()
def to_device(batch, device):
    if isinstance(batch, torch.Tensor):
        return batch.to(device)
    if isinstance(batch, dict):
        return {k: to_device(v, device) for k, v in batch.items()}
    if isinstance(batch, (list, tuple)):
        return type(batch)(to_device(v, device) for v in batch)
    return batch
