"""make_loader: dropped-samples

The sampler draws with replacement: some samples come twice in an epoch and others not at all.
"""

import torch
from torch.utils.data import DataLoader, RandomSampler


def make_loader(dataset, batch_size, shuffle, seed=0):
    generator = torch.Generator().manual_seed(seed)
    sampler = RandomSampler(dataset, replacement=True, generator=generator) if shuffle else None
    return DataLoader(dataset, batch_size=batch_size, sampler=sampler)
