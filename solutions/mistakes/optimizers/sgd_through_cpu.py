"""sgd_step: device-mismatch

The step is computed on the CPU and subtracted from a parameter elsewhere.
"""

import torch


def sgd_step(param, lr):
    with torch.no_grad():
        param -= lr * param.grad.cpu()
