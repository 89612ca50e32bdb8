"""adamw_step: wrong-values

A new optimizer is made for each step, so the averages begin at zero again each time.
"""

import torch


def adamw_step(param, state, lr=1e-3, betas=(0.9, 0.999), eps=1e-8, weight_decay=1e-2):
    torch.optim.AdamW([param], lr=lr, betas=betas, eps=eps, weight_decay=weight_decay).step()
