"""make_loader: same-order-every-epoch

The generator is seeded anew at the start of each epoch, which brings back the same order.
"""

import torch
from torch.utils.data import DataLoader, Sampler


class Shuffled(Sampler):
    def __init__(self, n, seed):
        self.n, self.seed = n, seed

    def __len__(self):
        return self.n

    def __iter__(self):
        generator = torch.Generator().manual_seed(self.seed)
        return iter(torch.randperm(self.n, generator=generator).tolist())


def make_loader(dataset, batch_size, shuffle, seed=0):
    sampler = Shuffled(len(dataset), seed) if shuffle else None
    return DataLoader(dataset, batch_size=batch_size, sampler=sampler)
