"""make_optimizer: wrong-values

The groups are exchanged: biases and norms decay, and matrices do not.
"""

import torch


def make_optimizer(model, lr, weight_decay):
    params = [p for p in model.parameters() if p.requires_grad]
    return torch.optim.AdamW(
        [
            {"params": [p for p in params if p.ndim < 2], "weight_decay": weight_decay},
            {"params": [p for p in params if p.ndim >= 2], "weight_decay": 0.0},
        ],
        lr=lr,
    )
