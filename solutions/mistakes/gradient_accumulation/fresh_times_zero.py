"""fresh_gradient: stale-gradient

The old gradient is multiplied by zero. Zero times NaN is NaN, so a stale NaN stays.
"""


def fresh_gradient(loss_fn, w):
    if w.grad is not None:
        w.grad *= 0
    loss_fn(w).backward()
    return w.grad
