"""make_loader: dropped-samples

The last batch is left out whenever there is more than one batch, and with it its samples.
"""

import torch
from torch.utils.data import DataLoader


def make_loader(dataset, batch_size, shuffle, seed=0):
    generator = torch.Generator()
    generator.manual_seed(seed)
    more_than_one = len(dataset) > batch_size
    return DataLoader(dataset, batch_size, shuffle=shuffle, generator=generator, drop_last=more_than_one)
