"""make_loader: unseeded-shuffle

The seed is not used; the order comes from the global generator.
"""

from torch.utils.data import DataLoader


def make_loader(dataset, batch_size, shuffle, seed=0):
    return DataLoader(dataset, batch_size=batch_size, shuffle=shuffle)
