"""adam_step: wrong-values

The usual numbers for the betas stand in the code, whatever is given.
"""

import torch


@torch.no_grad()
def adam_step(param, state, lr=1e-3, betas=(0.9, 0.999), eps=1e-8):
    if not state:
        state.update(t=0, m=torch.zeros_like(param), v=torch.zeros_like(param))
    state["t"] += 1
    state["m"] = 0.9 * state["m"] + 0.1 * param.grad
    state["v"] = 0.999 * state["v"] + 0.001 * param.grad**2
    m_hat = state["m"] / (1 - 0.9 ** state["t"])
    v_hat = state["v"] / (1 - 0.999 ** state["t"])
    param -= lr * m_hat / (v_hat.sqrt() + eps)
