"""adamw_step: no-bias-correction

The averages are divided by 1 - beta; the exponent, the number of the step, is missing.
"""

import torch


@torch.no_grad()
def adamw_step(param, state, lr=1e-3, betas=(0.9, 0.999), eps=1e-8, weight_decay=1e-2):
    if not state:
        state.update(m=torch.zeros_like(param), v=torch.zeros_like(param))
    param.mul_(1 - lr * weight_decay)
    state["m"].mul_(betas[0]).add_(param.grad, alpha=1 - betas[0])
    state["v"].mul_(betas[1]).addcmul_(param.grad, param.grad, value=1 - betas[1])
    m_hat, v_hat = state["m"] / (1 - betas[0]), state["v"] / (1 - betas[1])
    param.addcdiv_(m_hat, v_hat.sqrt() + eps, value=-lr)
