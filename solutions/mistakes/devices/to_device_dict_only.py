"""to_device: raised

The batch is taken for a dict, and a list, a tuple or a bare tensor ends in an exception.
"""

import torch


def to_device(batch, device):
    out = {}
    for key, value in batch.items():
        if isinstance(value, torch.Tensor):
            out[key] = value.to(device)
        elif isinstance(value, dict):
            out[key] = to_device(value, device)
        elif isinstance(value, (list, tuple)):
            out[key] = type(value)(to_device({0: v}, device)[0] for v in value)
        else:
            out[key] = value
    return out
