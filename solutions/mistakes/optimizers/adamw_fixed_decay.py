"""adamw_step: wrong-values

The decay is 0.01 whatever weight_decay is given.
"""

import torch


def adamw_step(param, state, lr=1e-3, betas=(0.9, 0.999), eps=1e-8, weight_decay=1e-2):
    if "optimizer" not in state:
        state["optimizer"] = torch.optim.AdamW([param], lr=lr, betas=betas, eps=eps)
    state["optimizer"].step()
