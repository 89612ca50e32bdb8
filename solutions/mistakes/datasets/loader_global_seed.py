"""make_loader: global-state-changed

The global generator is seeded, for the whole program, and all later draws shift the order.
"""

import torch
from torch.utils.data import DataLoader


def make_loader(dataset, batch_size, shuffle, seed=0):
    torch.manual_seed(seed)
    return DataLoader(dataset, batch_size=batch_size, shuffle=shuffle)
