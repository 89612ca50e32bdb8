"""ArrayDataset: wrong-exception

An assert compares the lengths; it raises AssertionError and not ValueError.
"""

import numpy as np
import torch
from torch.utils.data import Dataset


class ArrayDataset(Dataset):
    def __init__(self, X, y, transform=None):
        assert len(X) == len(y)
        self.features = torch.as_tensor(np.array(X, dtype=np.float32))
        self.labels = torch.as_tensor(np.array(y, dtype=np.int64))
        self.transform = transform

    def __len__(self):
        return self.features.shape[0]

    def __getitem__(self, i):
        features = self.features[i]
        if self.transform:
            features = self.transform(features)
        return features, self.labels[i]
