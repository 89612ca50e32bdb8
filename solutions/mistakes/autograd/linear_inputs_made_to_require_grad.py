"""linear_mse_gradients: gradient-left-behind

w and b themselves are made to require grad and receive the gradients; both stays with the caller.
"""


def linear_mse_gradients(x, y, w, b):
    w.requires_grad_(True)
    b.requires_grad_(True)
    w.grad = None
    b.grad = None
    loss = ((x @ w + b - y) ** 2).mean()
    loss.backward()
    return w.grad, b.grad
