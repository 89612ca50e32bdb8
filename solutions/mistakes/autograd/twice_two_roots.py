"""backward_twice: wrong-values

The gradients are doubled in a single pass, where backward is to run two times.
"""

import torch


def backward_twice(loss):
    torch.autograd.backward([loss, loss])
