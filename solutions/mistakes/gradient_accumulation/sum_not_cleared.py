"""sum_gradients: stale-gradient

w.grad is not cleared before the first loss, so what an earlier call left there is part of the sum.
"""


def sum_gradients(loss_fns, w):
    for f in loss_fns:
        f(w).backward()
    return w.grad
