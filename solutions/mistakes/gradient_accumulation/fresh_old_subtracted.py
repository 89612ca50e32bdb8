"""fresh_gradient: stale-gradient

The old gradient is subtracted from the copy that is returned; w.grad still holds the sum, and NaN minus NaN
is NaN.
"""


def fresh_gradient(loss_fn, w):
    before = 0 if w.grad is None else w.grad.clone()
    loss_fn(w).backward()
    return w.grad - before
