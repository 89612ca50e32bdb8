"""adam_step: no-bias-correction

The averages are divided by 1 - beta at every step: right at the first, and too much from the second on.
"""

import torch


@torch.no_grad()
def adam_step(param, state, lr=1e-3, betas=(0.9, 0.999), eps=1e-8):
    if not state:
        state["m"] = torch.zeros_like(param)
        state["v"] = torch.zeros_like(param)
    b1, b2 = betas
    g = param.grad
    state["m"] = b1 * state["m"] + (1 - b1) * g
    state["v"] = b2 * state["v"] + (1 - b2) * g**2
    m_hat = state["m"] / (1 - b1)
    v_hat = state["v"] / (1 - b2)
    param -= lr * m_hat / (v_hat.sqrt() + eps)
