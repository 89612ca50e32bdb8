"""fresh_gradient: stale-gradient

w.grad is cleared after the pass and not before it: what was there on entry leaks in, and nothing is left in
w.grad.
"""


def fresh_gradient(loss_fn, w):
    loss_fn(w).backward()
    result = w.grad.clone()
    w.grad = None
    return result
