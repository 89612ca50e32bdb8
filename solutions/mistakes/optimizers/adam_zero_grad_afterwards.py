"""adam_step: gradient-left-behind

The gradient is cleared after the update; it is to be left as found.
"""

import torch


@torch.no_grad()
def adam_step(param, state, lr=1e-3, betas=(0.9, 0.999), eps=1e-8):
    if not state:
        state.update(t=0, m=torch.zeros_like(param), v=torch.zeros_like(param))
    state["t"] += 1
    state["m"].lerp_(param.grad, 1 - betas[0])
    state["v"].lerp_(param.grad.square(), 1 - betas[1])
    m_hat = state["m"] / (1 - betas[0] ** state["t"])
    v_hat = state["v"] / (1 - betas[1] ** state["t"])
    param -= lr * m_hat / (v_hat.sqrt() + eps)
    param.grad.zero_()
