"""adam_step: non-finite

The count is 0 in the first step, and the correction divides by 1 - beta**0, which is zero.
"""

import torch


def adam_step(param, state, lr=1e-3, betas=(0.9, 0.999), eps=1e-8):
    if not state:
        state.update(t=0, m=torch.zeros_like(param), v=torch.zeros_like(param))
    with torch.no_grad():
        state["m"] = betas[0] * state["m"] + (1 - betas[0]) * param.grad
        state["v"] = betas[1] * state["v"] + (1 - betas[1]) * param.grad**2
        m_hat = state["m"] / (1 - betas[0] ** state["t"])
        v_hat = state["v"] / (1 - betas[1] ** state["t"])
        param -= lr * m_hat / (v_hat.sqrt() + eps)
    state["t"] += 1
