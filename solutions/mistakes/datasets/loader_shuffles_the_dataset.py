"""make_loader: input-modified

The data set of the caller is shuffled in place.
"""

import random

from torch.utils.data import DataLoader


class Reshuffled(DataLoader):
    def __iter__(self):
        self.rng.shuffle(self.dataset)
        return super().__iter__()


def make_loader(dataset, batch_size, shuffle, seed=0):
    if not shuffle:
        return DataLoader(dataset, batch_size=batch_size)
    loader = Reshuffled(dataset, batch_size=batch_size)
    loader.rng = random.Random(seed)
    return loader
