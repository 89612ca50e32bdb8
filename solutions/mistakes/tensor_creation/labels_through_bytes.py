"""labels_to_tensor: wrong-values

The labels pass through a type of eight bits, which cannot hold negative labels or those above 255.
"""

import numpy as np
import torch


def labels_to_tensor(labels):
    return torch.from_numpy(np.array(labels, dtype=np.int64).astype(np.uint8)).long()
