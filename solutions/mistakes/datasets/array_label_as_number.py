"""ArrayDataset: wrong-type

The label is a Python number; a 0-dim tensor is asked for.
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
        x = self.X[i] if self.transform is None else self.transform(self.X[i])
        return x, self.y[i].item()
