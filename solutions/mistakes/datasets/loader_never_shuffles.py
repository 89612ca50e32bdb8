"""make_loader: same-order-every-epoch

`shuffle` is not passed on, and a DataLoader keeps the order by default.
"""

import torch
from torch.utils.data import DataLoader


def make_loader(dataset, batch_size, shuffle, seed=0):
    generator = torch.Generator().manual_seed(seed)
    return DataLoader(dataset, batch_size=batch_size, generator=generator)
