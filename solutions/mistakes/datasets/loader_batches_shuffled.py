"""make_loader: wrong-values

The batches are cut first and shuffled as wholes, so the same samples stay together in every epoch.
"""

import torch
from torch.utils.data import DataLoader


class ShuffledBatches:
    def __init__(self, n, size, generator):
        order = list(range(n))
        self.batches = [order[i : i + size] for i in range(0, n, size)]
        self.generator = generator

    def __len__(self):
        return len(self.batches)

    def __iter__(self):
        for i in torch.randperm(len(self.batches), generator=self.generator).tolist():
            yield self.batches[i]


def make_loader(dataset, batch_size, shuffle, seed=0):
    if not shuffle:
        return DataLoader(dataset, batch_size=batch_size)
    generator = torch.Generator().manual_seed(seed)
    return DataLoader(dataset, batch_sampler=ShuffledBatches(len(dataset), batch_size, generator))
