"""linear_mse_gradients: device-mismatch

The bias is added by way of a column of ones that was made on the CPU.
"""

import torch


def linear_mse_gradients(x, y, w, b):
    ones = torch.ones(len(x), 1, dtype=x.dtype)
    design = torch.cat([x, ones], 1)
    residual = design @ torch.cat([w.detach(), b.detach()[None]]) - y
    gradient = 2 * design.t() @ residual / len(x)
    return gradient[:-1], gradient[-1]
