"""linear_mse_gradients: gradient-left-behind

backward runs on the caller's own w and b: it leaves gradients in them where they require grad, and
fails where they do not.
"""


def linear_mse_gradients(x, y, w, b):
    loss = ((x @ w + b - y) ** 2).mean()
    loss.backward()
    return w.grad, b.grad
