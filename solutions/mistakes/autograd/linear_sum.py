"""linear_mse_gradients: wrong-values

The squared errors are summed and not averaged.
"""


def linear_mse_gradients(x, y, w, b):
    w2, b2 = w.detach().clone().requires_grad_(), b.detach().clone().requires_grad_()
    loss = ((x @ w2 + b2 - y) ** 2).sum()
    loss.backward()
    return w2.grad, b2.grad
