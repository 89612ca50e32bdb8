"""make_loader: wrong-values

The batches of one epoch are put into a list; a DataLoader, which makes a new epoch each time, is asked for.
"""

import torch
from torch.utils.data import DataLoader


def make_loader(dataset, batch_size, shuffle, seed=0):
    generator = torch.Generator().manual_seed(seed)
    return list(DataLoader(dataset, batch_size=batch_size, shuffle=shuffle, generator=generator))
