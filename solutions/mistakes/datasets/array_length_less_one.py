"""ArrayDataset: dropped-samples

The length is one too small, so the last sample is never seen by a loader.
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
        return self.features.shape[0] - 1

    def __getitem__(self, i):
        features = self.features[i]
        if self.transform:
            features = self.transform(features)
        return features, self.labels[i]
