"""ArrayDataset: transform-too-early

The transformed sample is kept and given out again, so a random transform runs once only.
"""

import numpy as np
import torch
from torch.utils.data import Dataset


class ArrayDataset(Dataset):
    def __init__(self, X, y, transform=None):
        if len(X) != len(y):
            raise ValueError(f"{len(X)} samples, {len(y)} labels")
        self.features = torch.as_tensor(np.array(X, dtype=np.float32))
        self.labels = torch.as_tensor(np.array(y, dtype=np.int64))
        self.transform = transform
        self.kept = {}

    def __len__(self):
        return self.features.shape[0]

    def __getitem__(self, i):
        if i not in self.kept:
            x = self.features[i]
            self.kept[i] = x if self.transform is None else self.transform(x)
        return self.kept[i], self.labels[i]
