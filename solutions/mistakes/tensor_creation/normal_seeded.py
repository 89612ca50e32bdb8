"""standard_normal: global-state-changed

The global generator is seeded inside the function, so a seed that was set before has no effect any
more, neither here nor in later code.
"""

import torch


def standard_normal(rows, cols):
    torch.manual_seed(42)
    return torch.randn(rows, cols)
