"""to_device: left-on-cpu

Lists are taken for leaves, so the tensors in them stay where they are.
"""

import torch


def to_device(batch, device):
    match batch:
        case torch.Tensor():
            return batch.to(device)
        case dict():
            return {k: to_device(v, device) for k, v in batch.items()}
        case tuple():
            return tuple(to_device(v, device) for v in batch)
        case _:
            return batch
