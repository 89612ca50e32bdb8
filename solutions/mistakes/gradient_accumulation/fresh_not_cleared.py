"""fresh_gradient: stale-gradient

Nothing clears w.grad, so backward adds the new gradient to what an earlier call left there.
"""


def fresh_gradient(loss_fn, w):
    loss = loss_fn(w)
    loss.backward()
    return w.grad
