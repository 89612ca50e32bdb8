"""count_parameters: wrong-type

The count is a tensor; an int is asked for.
"""

import torch


def count_parameters(model, trainable_only=False):
    counts = [p.numel() for p in model.parameters() if p.requires_grad or not trainable_only]
    return torch.tensor(counts, dtype=torch.int64).sum()
