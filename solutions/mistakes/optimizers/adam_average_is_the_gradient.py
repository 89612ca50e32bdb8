"""adam_step: gradient-left-behind

The running average begins as the gradient's own tensor, and the in-place updates of the average write into it.
"""

import torch


@torch.no_grad()
def adam_step(param, state, lr=1e-3, betas=(0.9, 0.999), eps=1e-8):
    if not state:
        state["t"] = 1
        state["m"] = param.grad.mul_(1 - betas[0])
        state["v"] = (param.grad / (1 - betas[0])) ** 2 * (1 - betas[1])
    else:
        state["t"] += 1
        state["m"] = betas[0] * state["m"] + (1 - betas[0]) * param.grad
        state["v"] = betas[1] * state["v"] + (1 - betas[1]) * param.grad**2
    m_hat = state["m"] / (1 - betas[0] ** state["t"])
    v_hat = state["v"] / (1 - betas[1] ** state["t"])
    param -= lr * m_hat / (v_hat.sqrt() + eps)
