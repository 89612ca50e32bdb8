"""linear_mse_gradients: input-modified

The errors are written into the memory of y.
"""


def linear_mse_gradients(x, y, w, b):
    w2 = w.detach().clone().requires_grad_()
    b2 = b.detach().clone().requires_grad_()
    pred = x @ w2 + b2
    loss = ((pred - y) ** 2).mean()
    loss.backward()
    y -= pred.detach()
    return w2.grad, b2.grad
