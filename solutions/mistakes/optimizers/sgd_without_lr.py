"""sgd_step: wrong-values

The whole gradient is subtracted; the learning rate has no effect.
"""

import torch


@torch.no_grad()
def sgd_step(param, lr):
    param -= param.grad
