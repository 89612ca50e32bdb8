"""ArrayDataset: raised

from_numpy takes NumPy arrays, and lists are passed to it too.
"""

import torch
from torch.utils.data import Dataset


class ArrayDataset(Dataset):
    def __init__(self, X, y, transform=None):
        if len(X) != len(y):
            raise ValueError("X and y differ in length")
        self.X = torch.from_numpy(X).float()
        self.y = torch.from_numpy(y).long()
        self.transform = transform

    def __len__(self):
        return len(self.X)

    def __getitem__(self, i):
        x, label = self.X[i], self.y[i]
        if self.transform is not None:
            x = self.transform(x)
        return x, label
