"""to_device: wrong-structure

The tensors of all levels end up in one flat list or tuple, and the nesting is lost.
"""

import torch


def to_device(batch, device):
    if isinstance(batch, torch.Tensor):
        return batch.to(device)
    if isinstance(batch, dict):
        return {k: to_device(v, device) for k, v in batch.items()}
    if isinstance(batch, (list, tuple)):
        out = []
        for v in batch:
            moved = to_device(v, device)
            if isinstance(v, (list, tuple)):
                out.extend(moved)
            else:
                out.append(moved)
        return type(batch)(out)
    return batch
