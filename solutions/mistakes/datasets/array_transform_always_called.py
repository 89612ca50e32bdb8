"""ArrayDataset: raised

The transform is called even where there is none.
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
        return self.transform(self.X[i]), self.y[i]
