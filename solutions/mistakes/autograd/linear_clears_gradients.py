"""linear_mse_gradients: gradient-left-behind

The gradients that w and b hold on entry are cleared, though they belong to the caller.
"""


def linear_mse_gradients(x, y, w, b):
    w.grad, b.grad = None, None
    e = (x @ w + b - y).detach()
    return 2 / len(y) * x.T @ e, 2 * e.mean()
