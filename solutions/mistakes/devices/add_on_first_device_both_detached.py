"""add_on_first_device: missing-gradient

The sum is made outside the graph, so no gradient gets back to a and b.
"""

import torch


@torch.no_grad()
def add_on_first_device(a, b):
    return a + b.to(a.device)
