"""to_device: wrong-type

A list comes back as a tuple, where the same nesting is asked for.
"""

import torch


def to_device(batch, device):
    if isinstance(batch, torch.Tensor):
        return batch.to(device)
    elif isinstance(batch, dict):
        return dict((k, to_device(v, device)) for k, v in batch.items())
    elif isinstance(batch, (list, tuple)):
        return tuple(map(lambda v: to_device(v, device), batch))
    else:
        return batch
