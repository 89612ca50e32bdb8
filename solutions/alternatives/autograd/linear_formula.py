import torch


def linear_mse_gradients(x, y, w, b):
    with torch.no_grad():
        error = x @ w + b - y
        return 2 * x.T @ error / len(y), 2 * error.mean()
