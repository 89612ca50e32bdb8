"""derivative_at: wrong-values

The derivative is approximated by a difference quotient, which is off in the third digit or earlier.
"""

import torch


def derivative_at(f, x, h=1e-2):
    t = torch.tensor(x, dtype=torch.float64)
    return ((f(t + h) - f(t)) / h).item()
