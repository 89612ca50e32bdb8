"""make_loader: unseeded-shuffle

All loaders draw from one generator, so each of them shifts the order of the others.
"""

import torch
from torch.utils.data import DataLoader

GENERATOR = torch.Generator()


def make_loader(dataset, batch_size, shuffle, seed=0):
    GENERATOR.manual_seed(seed)
    return DataLoader(dataset, batch_size=batch_size, shuffle=shuffle, generator=GENERATOR)
