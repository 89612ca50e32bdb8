"""labels_to_tensor: float-labels

The labels are made float32, as features are; class labels are integers.
"""

import torch


def labels_to_tensor(labels):
    return torch.tensor(labels, dtype=torch.float32)
