"""to_device: wrong-type

NumPy arrays among the leaves are turned into tensors, where other leaves stay as they are.
"""

import numpy as np
import torch


def to_device(batch, device):
    if isinstance(batch, np.ndarray):
        batch = torch.from_numpy(batch)
    if isinstance(batch, torch.Tensor):
        return batch.to(device)
    if isinstance(batch, dict):
        return {k: to_device(v, device) for k, v in batch.items()}
    if isinstance(batch, (list, tuple)):
        return type(batch)(to_device(v, device) for v in batch)
    return batch
