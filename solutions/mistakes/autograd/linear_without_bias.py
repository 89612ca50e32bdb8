"""linear_mse_gradients: wrong-values

The prediction leaves b out, so both gradients belong to another line.
"""


def linear_mse_gradients(x, y, w, b):
    error = (x @ w - y).detach()
    return 2 * x.T @ error / len(x), 2 * error.mean()
