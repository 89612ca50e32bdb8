"""make_optimizer: wrong-structure

`parameters()` can be walked once; the second group finds nothing left in it.
"""

import torch


def make_optimizer(model, lr, weight_decay):
    params = filter(lambda p: p.requires_grad, model.parameters())
    matrices = [p for p in params if p.dim() >= 2]
    others = [p for p in params if p.dim() < 2]
    return torch.optim.AdamW(
        [{"params": matrices, "weight_decay": weight_decay}, {"params": others, "weight_decay": 0.0}], lr=lr
    )
