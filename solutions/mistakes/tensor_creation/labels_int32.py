"""labels_to_tensor: wrong-dtype

The labels are int32, and int64 is asked for.
"""

import torch


def labels_to_tensor(labels):
    return torch.tensor(labels, dtype=torch.int)
