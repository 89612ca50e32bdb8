"""labels_to_tensor: squeezed-too-much

The only dimension of a single label is dropped: `squeeze` without a dimension drops all those of
size 1.
"""

import torch


def labels_to_tensor(labels):
    return torch.tensor(labels).long().squeeze()
