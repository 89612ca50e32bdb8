"""make_optimizer: replaced-parameter

The optimizer holds copies of the parameters, so its steps do not reach the model.
"""

import copy

import torch


def make_optimizer(model, lr, weight_decay):
    params = [p for p in copy.deepcopy(model).parameters() if p.requires_grad]
    groups = [
        {"params": [p for p in params if p.dim() >= 2], "weight_decay": weight_decay},
        {"params": [p for p in params if p.dim() < 2], "weight_decay": 0.0},
    ]
    return torch.optim.AdamW(groups, lr=lr)
