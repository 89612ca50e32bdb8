"""backward_twice: missing-gradient

The passes start from a detached copy of the loss, so nothing arrives at the tensors behind it.
"""

import torch


def backward_twice(loss):
    total = torch.tensor(loss.item() * 2, requires_grad=True)
    total.backward()
