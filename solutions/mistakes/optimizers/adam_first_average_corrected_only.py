"""adam_step: no-bias-correction

The average of the gradients is corrected, the average of their squares is not.
"""

import torch


def adam_step(param, state, lr=1e-3, betas=(0.9, 0.999), eps=1e-8):
    m = state.get("m", torch.zeros_like(param))
    v = state.get("v", torch.zeros_like(param))
    t = state.get("t", 0) + 1
    with torch.no_grad():
        m = betas[0] * m + (1 - betas[0]) * param.grad
        v = betas[1] * v + (1 - betas[1]) * param.grad.square()
        m_hat = m / (1 - betas[0] ** t)
        param -= lr * m_hat / (v.sqrt() + eps)
    state.update(m=m, v=v, t=t)
