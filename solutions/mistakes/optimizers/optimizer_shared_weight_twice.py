"""make_optimizer: wrong-structure

The parameters are collected layer by layer, so a weight that two layers share is in the list twice.
"""

import torch


def make_optimizer(model, lr, weight_decay):
    decay, no_decay = [], []
    for module in model.modules():
        for param in module.parameters(recurse=False):
            if param.requires_grad:
                (decay if param.dim() >= 2 else no_decay).append(param)
    groups = [{"params": decay, "weight_decay": weight_decay}, {"params": no_decay, "weight_decay": 0.0}]
    return torch.optim.AdamW(groups, lr=lr)
