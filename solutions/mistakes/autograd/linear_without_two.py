"""linear_mse_gradients: wrong-values

The factor 2 of the square's derivative is missing.
"""


def linear_mse_gradients(x, y, w, b):
    error = (x @ w + b - y).detach()
    n = x.shape[0]
    return x.T @ error / n, error.sum() / n
