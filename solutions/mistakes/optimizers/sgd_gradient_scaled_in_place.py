"""sgd_step: gradient-left-behind

The gradient itself is multiplied by the learning rate, in place.
"""

import torch


@torch.no_grad()
def sgd_step(param, lr):
    step = param.grad.mul_(lr)
    param.sub_(step)
