"""adamw_step: no-bias-correction

The running averages are used as they are, without the correction for their start at zero.
"""

import torch


@torch.no_grad()
def adamw_step(param, state, lr=1e-3, betas=(0.9, 0.999), eps=1e-8, weight_decay=1e-2):
    if not state:
        state.update(m=torch.zeros_like(param), v=torch.zeros_like(param))
    param.mul_(1 - lr * weight_decay)
    state["m"].mul_(betas[0]).add_(param.grad, alpha=1 - betas[0])
    state["v"].mul_(betas[1]).addcmul_(param.grad, param.grad, value=1 - betas[1])
    param.addcdiv_(state["m"], state["v"].sqrt() + eps, value=-lr)
