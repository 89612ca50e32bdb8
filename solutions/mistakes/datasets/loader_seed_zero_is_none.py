"""make_loader: unseeded-shuffle

The seed 0 counts as no seed, and leaves the order to the global generator.
"""

import torch
from torch.utils.data import DataLoader


def make_loader(dataset, batch_size, shuffle, seed=0):
    generator = torch.Generator().manual_seed(seed) if seed else None
    return DataLoader(dataset, batch_size, shuffle=shuffle, generator=generator)
