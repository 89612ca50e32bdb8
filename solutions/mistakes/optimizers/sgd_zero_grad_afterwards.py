"""sgd_step: gradient-left-behind

The gradient is set to zero after the update; it is to be left as found.
"""

import torch


def sgd_step(param, lr):
    with torch.no_grad():
        param -= lr * param.grad
        param.grad.zero_()
