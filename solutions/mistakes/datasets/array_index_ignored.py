"""ArrayDataset: wrong-shape

The index is not used: each item is the whole data set.
"""

import numpy as np
import torch
from torch.utils.data import Dataset


class ArrayDataset(Dataset):
    def __init__(self, X, y, transform=None):
        if len(X) != len(y):
            raise ValueError("X and y differ in length")
        self.X = torch.tensor(np.asarray(X), dtype=torch.float32)
        self.y = torch.tensor(np.asarray(y), dtype=torch.int64)
        self.transform = transform

    def __len__(self):
        return len(self.X)

    def __getitem__(self, i):
        x = self.X if self.transform is None else self.transform(self.X)
        return x, self.y
