"""fresh_gradient: missing-gradient

The loss is computed from detached numbers of w, so no graph leads back to w.
"""


def fresh_gradient(loss_fn, w):
    w.grad = None
    loss_fn(w.detach()).backward()
    return w.grad
