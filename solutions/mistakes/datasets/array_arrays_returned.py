"""ArrayDataset: wrong-type

The items are NumPy arrays; nothing is turned into a tensor.
"""

import numpy as np
from torch.utils.data import Dataset


class ArrayDataset(Dataset):
    def __init__(self, X, y, transform=None):
        if len(X) != len(y):
            raise ValueError(f"{len(X)} samples, {len(y)} labels")
        self.features = np.array(X, dtype=np.float32)
        self.labels = np.array(y, dtype=np.int64)
        self.transform = transform

    def __len__(self):
        return self.features.shape[0]

    def __getitem__(self, i):
        features = self.features[i]
        if self.transform:
            features = self.transform(features)
        return features, self.labels[i]
