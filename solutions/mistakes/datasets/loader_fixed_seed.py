"""make_loader: unseeded-shuffle

The generator is seeded with a number that stands in the code, whatever seed is given.
"""

import torch
from torch.utils.data import DataLoader


def make_loader(dataset, batch_size, shuffle, seed=0):
    g = torch.Generator()
    g.manual_seed(42)
    return DataLoader(dataset, batch_size=batch_size, shuffle=shuffle, generator=g)
