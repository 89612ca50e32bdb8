"""adam_step: wrong-values

The averages are made with the default dtype on the CPU, and not like the parameter, so a float64 parameter loses
digits.
"""

import torch


@torch.no_grad()
def adam_step(param, state, lr=1e-3, betas=(0.9, 0.999), eps=1e-8):
    if not state:
        state.update(t=0, m=torch.zeros(param.shape), v=torch.zeros(param.shape))
    b1, b2 = betas
    state["t"] += 1
    state["m"].mul_(b1).add_(param.grad, alpha=1 - b1)
    state["v"].mul_(b2).addcmul_(param.grad, param.grad, value=1 - b2)
    m_hat = state["m"] / (1 - b1 ** state["t"])
    v_hat = state["v"] / (1 - b2 ** state["t"])
    param -= lr * m_hat / (v_hat.sqrt() + eps)
