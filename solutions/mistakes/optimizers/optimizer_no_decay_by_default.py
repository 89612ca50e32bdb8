"""make_optimizer: wrong-values

The second group names no weight_decay, and AdamW's default is 0.01 and not 0.
"""

import torch


def make_optimizer(model, lr, weight_decay):
    params = [p for p in model.parameters() if p.requires_grad]
    groups = [
        {"params": [p for p in params if p.dim() >= 2], "weight_decay": weight_decay},
        {"params": [p for p in params if p.dim() < 2]},
    ]
    return torch.optim.AdamW(groups, lr=lr)
