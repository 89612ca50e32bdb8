"""make_optimizer: raised

The first group holds all parameters and the second some of them again, which torch refuses.
"""

import torch


def make_optimizer(model, lr, weight_decay):
    groups = [
        {"params": list(model.parameters()), "weight_decay": weight_decay},
        {"params": [p for p in model.parameters() if p.dim() < 2], "weight_decay": 0.0},
    ]
    return torch.optim.AdamW(groups, lr=lr)
