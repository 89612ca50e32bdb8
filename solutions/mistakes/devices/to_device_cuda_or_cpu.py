"""to_device: hard-coded-device

Every tensor goes to a device that the code names or chooses, here the CPU, and not to the one that
is asked for.
"""

import torch


def move(t, device):
    if str(device).startswith("cuda"):
        return t.cuda()
    return t.cpu()


def to_device(batch, device):
    if isinstance(batch, torch.Tensor):
        return move(batch, device)
    elif isinstance(batch, dict):
        new = {}
        for key in batch:
            new[key] = to_device(batch[key], device)
        return new
    elif isinstance(batch, list):
        return [to_device(item, device) for item in batch]
    elif isinstance(batch, tuple):
        return tuple([to_device(item, device) for item in batch])
    return batch
