"""ArrayDataset: input-modified

The array of the caller is shifted in place; where nothing is converted, the caller's own numbers change.
"""

import numpy as np
import torch
from torch.utils.data import Dataset


class ArrayDataset(Dataset):
    def __init__(self, X, y, transform=None):
        if len(X) != len(y):
            raise ValueError("X and y differ in length")
        X = np.asarray(X, dtype=np.float64)
        X -= X.mean()
        self.X = torch.tensor(X, dtype=torch.float32)
        self.y = torch.tensor(np.asarray(y), dtype=torch.int64)
        self.transform = transform

    def __len__(self):
        return len(self.X)

    def __getitem__(self, i):
        x, label = self.X[i], self.y[i]
        if self.transform is not None:
            x = self.transform(x)
        return x, label
