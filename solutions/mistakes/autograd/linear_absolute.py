"""linear_mse_gradients: wrong-values

The mean of absolute errors is differentiated and not that of squared ones.
"""


def linear_mse_gradients(x, y, w, b):
    w, b = w.detach().requires_grad_(), b.detach().requires_grad_()
    (x @ w + b - y).abs().mean().backward()
    return w.grad, b.grad
