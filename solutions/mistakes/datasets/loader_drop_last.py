"""make_loader: dropped-samples

A short last batch is left out of each epoch.
"""

import torch
from torch.utils.data import DataLoader


def make_loader(dataset, batch_size, shuffle, seed=0):
    generator = torch.Generator().manual_seed(seed)
    return DataLoader(dataset, batch_size=batch_size, shuffle=shuffle, generator=generator, drop_last=True)
