"""derivative_at: wrong-values

The derivative is approximated by a difference quotient, which is off in the third digit or earlier.
"""

import torch


def derivative_at(f, x):
    eps = 1e-5
    a, b = torch.tensor(x - eps, dtype=torch.float32), torch.tensor(x + eps, dtype=torch.float32)
    return float((f(b) - f(a)) / (2 * eps))
