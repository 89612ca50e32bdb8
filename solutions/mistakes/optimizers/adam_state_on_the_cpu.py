"""adam_step: device-mismatch

The averages begin as zeros that were made without `device=`.
"""

import torch


@torch.no_grad()
def adam_step(param, state, lr=1e-3, betas=(0.9, 0.999), eps=1e-8):
    if not state:
        state.update(t=0, m=torch.zeros(param.shape, dtype=param.dtype), v=torch.zeros(param.shape, dtype=param.dtype))
    state["t"] += 1
    state["m"] = betas[0] * state["m"] + (1 - betas[0]) * param.grad
    state["v"] = betas[1] * state["v"] + (1 - betas[1]) * param.grad**2
    m_hat = state["m"] / (1 - betas[0] ** state["t"])
    v_hat = state["v"] / (1 - betas[1] ** state["t"])
    param -= lr * m_hat / (v_hat.sqrt() + eps)
