"""ArrayDataset: wrong-exception

Past the end a ValueError is raised; only an IndexError ends a loop.
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
        if not -len(self.X) <= i < len(self.X):
            raise ValueError("no such sample")
        x = self.X[i]
        if self.transform is not None:
            x = self.transform(x)
        return x, self.y[i]
