"""ArrayDataset: transform-too-early

The transform is applied to all samples when the data set is made.
"""

import numpy as np
import torch
from torch.utils.data import Dataset


class ArrayDataset(Dataset):
    def __init__(self, X, y, transform=None):
        if len(X) != len(y):
            raise ValueError("X and y differ in length")
        self.X = torch.tensor(np.asarray(X), dtype=torch.float32)
        if transform is not None:
            self.X = torch.stack([transform(x) for x in self.X])
        self.y = torch.tensor(np.asarray(y), dtype=torch.int64)

    def __len__(self):
        return len(self.X)

    def __getitem__(self, i):
        return self.X[i], self.y[i]
