"""linear_mse_gradients: missing-gradient

The copies of tracked w and b are no leaves, so the gradients go to the caller's tensors and the
copies have none.
"""


def linear_mse_gradients(x, y, w, b):
    w2 = w.clone().requires_grad_(True)
    b2 = b.clone().requires_grad_(True)
    loss = ((x @ w2 + b2 - y) ** 2).mean()
    loss.backward()
    return w2.grad, b2.grad
