"""linear_mse_gradients: left-on-cpu

The gradients are returned on the CPU.
"""

def linear_mse_gradients(x, y, w, b):
    residual = x @ w.detach() + b.detach() - y
    return (2 * x.t() @ residual / len(x)).cpu(), (2 * residual.mean()).cpu()
