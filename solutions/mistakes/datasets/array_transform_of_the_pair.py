"""ArrayDataset: raised

The transform is called with x and the label; it takes x alone.
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

    def __len__(self):
        return self.features.shape[0]

    def __getitem__(self, i):
        if self.transform:
            return self.transform(self.features[i], self.labels[i])
        return self.features[i], self.labels[i]
