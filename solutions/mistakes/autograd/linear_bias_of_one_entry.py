"""linear_mse_gradients: wrong-shape

db comes back with shape (1,), where b is 0-dim.
"""


def linear_mse_gradients(x, y, w, b):
    w2 = w.detach().clone().requires_grad_()
    b2 = b.detach().reshape(1).clone().requires_grad_()
    loss = ((x @ w2 + b2 - y) ** 2).mean()
    loss.backward()
    return w2.grad, b2.grad
