"""sgd_step: wrong-values

The gradient's step is added, so the parameter moves uphill.
"""

import torch


def sgd_step(param, lr):
    with torch.no_grad():
        param.add_(param.grad, alpha=lr)
