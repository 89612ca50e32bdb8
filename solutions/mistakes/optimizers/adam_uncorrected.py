"""adam_step: no-bias-correction

The running averages are used as they are, though they start at zero and are too small at first.
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
    param -= lr * state["m"] / (state["v"].sqrt() + eps)
