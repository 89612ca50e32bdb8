"""to_device: wrong-type

The batch is worked on in place and nothing is returned.
"""

import torch


def to_device(batch, device):
    if isinstance(batch, dict):
        keys = list(batch)
    elif isinstance(batch, list):
        keys = range(len(batch))
    else:
        return
    for k in keys:
        if isinstance(batch[k], torch.Tensor):
            batch[k] = batch[k].to(device)
        else:
            to_device(batch[k], device)
