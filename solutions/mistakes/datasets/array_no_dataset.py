"""ArrayDataset: wrong-values

The class does not derive from torch's Dataset.
"""

import numpy as np
import torch


class ArrayDataset:
    def __init__(self, X, y, transform=None):
        if len(X) != len(y):
            raise ValueError("X and y differ in length")
        self.X = torch.tensor(np.asarray(X), dtype=torch.float32)
        self.y = torch.tensor(np.asarray(y), dtype=torch.int64)
        self.transform = transform

    def __len__(self):
        return len(self.X)

    def __getitem__(self, i):
        x, label = self.X[i], self.y[i]
        if self.transform is not None:
            x = self.transform(x)
        return x, label
