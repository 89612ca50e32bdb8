"""make_optimizer: requires-grad-changed

Frozen parameters are made trainable while the groups are built.
"""

import torch


def make_optimizer(model, lr, weight_decay):
    decay, no_decay = [], []
    for param in model.parameters():
        param.requires_grad = True
        (decay if param.dim() >= 2 else no_decay).append(param)
    groups = [{"params": decay, "weight_decay": weight_decay}, {"params": no_decay, "weight_decay": 0.0}]
    return torch.optim.AdamW(groups, lr=lr)
