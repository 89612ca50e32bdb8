"""adamw_step: wrong-values

The weights are shrunk by hand and then once more by torch.optim.AdamW.
"""

import torch


def adamw_step(param, state, lr=1e-3, betas=(0.9, 0.999), eps=1e-8, weight_decay=1e-2):
    if "optimizer" not in state:
        state["optimizer"] = torch.optim.AdamW([param], lr=lr, betas=betas, eps=eps, weight_decay=weight_decay)
    with torch.no_grad():
        param.mul_(1 - lr * weight_decay)
    state["optimizer"].step()
