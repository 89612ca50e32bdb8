"""linear_mse_gradients: wrong-type

The gradients come back in a list, where a tuple is asked for.
"""


def linear_mse_gradients(x, y, w, b):
    params = [w.detach().clone().requires_grad_(), b.detach().clone().requires_grad_()]
    loss = ((x @ params[0] + params[1] - y) ** 2).mean()
    loss.backward()
    return [p.grad for p in params]
