"""linear_mse_gradients: wrong-values

The signs are those of the other direction: the error is taken as y minus the prediction.
"""

import torch


def linear_mse_gradients(x, y, w, b):
    with torch.no_grad():
        error = y - (x @ w + b)
    return 2 * x.T @ error / len(y), 2 * error.mean()
