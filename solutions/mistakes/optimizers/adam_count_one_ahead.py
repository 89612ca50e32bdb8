"""adam_step: no-bias-correction

The count begins at 1 and goes up before it is used, so the first step is corrected as if it were the second.
"""

import torch


def adam_step(param, state, lr=1e-3, betas=(0.9, 0.999), eps=1e-8):
    if not state:
        state.update(t=1, m=torch.zeros_like(param), v=torch.zeros_like(param))
    state["t"] += 1
    g = param.grad
    with torch.no_grad():
        state["m"] = betas[0] * state["m"] + (1 - betas[0]) * g
        state["v"] = betas[1] * state["v"] + (1 - betas[1]) * g * g
        m_hat = state["m"] / (1 - betas[0] ** state["t"])
        v_hat = state["v"] / (1 - betas[1] ** state["t"])
        param -= lr * m_hat / (torch.sqrt(v_hat) + eps)
