"""linear_mse_gradients: wrong-values

The sum is divided by the number of features and not by the number of samples.
"""

import torch


def linear_mse_gradients(x, y, w, b):
    with torch.no_grad():
        error = x @ w + b - y
        d = x.shape[1]
        return 2 / d * (x.T @ error), 2 / d * error.sum()
