"""adamw_step: gradient-left-behind

The gradient is taken away after the update; it is to be left as found.
"""

import torch


def adamw_step(param, state, lr=1e-3, betas=(0.9, 0.999), eps=1e-8, weight_decay=1e-2):
    if "optimizer" not in state:
        state["optimizer"] = torch.optim.AdamW([param], lr=lr, betas=betas, eps=eps, weight_decay=weight_decay)
    state["optimizer"].step()
    state["optimizer"].zero_grad()
