"""sum_gradients: stale-gradient

The old gradient is multiplied by zero. Zero times NaN is NaN, so a stale NaN stays.
"""


def sum_gradients(loss_fns, w):
    if w.grad is not None:
        w.grad.mul_(0.0)
    for loss_fn in loss_fns:
        loss_fn(w).backward()
    return w.grad
