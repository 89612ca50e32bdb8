"""make_optimizer: wrong-values

All parameters are in one group, so biases and norms decay too.
"""

import torch


def make_optimizer(model, lr, weight_decay):
    return torch.optim.AdamW(model.parameters(), lr=lr, weight_decay=weight_decay)
