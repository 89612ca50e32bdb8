"""linear_mse_gradients: silent-broadcast

The predictions have shape (n, 1) and the targets (n,), so each prediction meets every target.
"""


def linear_mse_gradients(x, y, w, b):
    w2 = w.detach().clone().requires_grad_()
    b2 = b.detach().clone().requires_grad_()
    pred = x @ w2.unsqueeze(1) + b2
    loss = ((pred - y) ** 2).mean()
    loss.backward()
    return w2.grad, b2.grad
