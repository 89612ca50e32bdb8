"""make_loader: same-order-every-epoch

The samples are permuted once, when the loader is made, and every epoch repeats that order.
"""

import torch
from torch.utils.data import DataLoader, Subset


def make_loader(dataset, batch_size, shuffle, seed=0):
    if shuffle:
        generator = torch.Generator().manual_seed(seed)
        dataset = Subset(dataset, torch.randperm(len(dataset), generator=generator).tolist())
    return DataLoader(dataset, batch_size=batch_size)
