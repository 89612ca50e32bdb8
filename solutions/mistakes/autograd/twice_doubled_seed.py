"""backward_twice: wrong-values

The gradients are doubled in a single pass, where backward is to run two times.
"""

import torch


def backward_twice(loss):
    loss.backward(gradient=torch.full_like(loss, 2.0))
