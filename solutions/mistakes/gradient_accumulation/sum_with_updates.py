"""sum_gradients: input-modified

w makes a step after each loss, so later gradients are taken at another point and w is changed.
"""

import torch


def sum_gradients(loss_fns, w):
    optimizer = torch.optim.SGD([w], lr=0.01)
    optimizer.zero_grad()
    for loss_fn in loss_fns:
        loss_fn(w).backward()
        optimizer.step()
    return w.grad
