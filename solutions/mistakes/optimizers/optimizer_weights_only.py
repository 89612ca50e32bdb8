"""make_optimizer: wrong-structure

Biases and norms are left out of the optimizer, so they never change; they are to be updated without decay.
"""

import torch


def make_optimizer(model, lr, weight_decay):
    weights = [p for p in model.parameters() if p.requires_grad and p.dim() >= 2]
    return torch.optim.AdamW(weights, lr=lr, weight_decay=weight_decay)
