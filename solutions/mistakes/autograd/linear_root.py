"""linear_mse_gradients: wrong-values

The root of the mean squared error is differentiated.
"""


def linear_mse_gradients(x, y, w, b):
    w, b = w.detach().requires_grad_(), b.detach().requires_grad_()
    loss = ((x @ w + b - y) ** 2).mean().sqrt()
    loss.backward()
    return w.grad, b.grad
