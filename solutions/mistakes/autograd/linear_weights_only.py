"""linear_mse_gradients: wrong-type

dw comes back alone, where the tuple of dw and db is asked for.
"""


def linear_mse_gradients(x, y, w, b):
    w2 = w.detach().clone().requires_grad_()
    ((x @ w2 + b.detach() - y) ** 2).mean().backward()
    return w2.grad
