"""fresh_gradient: raised

w.grad.zero_() is called although w.grad is None before the first backward.
"""


def fresh_gradient(loss_fn, w):
    w.grad.zero_()
    loss_fn(w).backward()
    return w.grad
