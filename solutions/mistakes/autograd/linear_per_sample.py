"""linear_mse_gradients: wrong-shape

The gradients of the samples come back one by one; they are to be summed over the samples.
"""


def linear_mse_gradients(x, y, w, b):
    error = (x @ w + b - y).detach()
    dw = 2 / len(y) * x * error[:, None]
    db = 2 / len(y) * error
    return dw, db
