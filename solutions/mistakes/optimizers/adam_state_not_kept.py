"""adam_step: wrong-values

The averages are made anew in each call and nothing is put into the state, so every step is a first step.
"""

import torch


@torch.no_grad()
def adam_step(param, state, lr=1e-3, betas=(0.9, 0.999), eps=1e-8):
    m, v, t = torch.zeros_like(param), torch.zeros_like(param), 0
    t += 1
    m = betas[0] * m + (1 - betas[0]) * param.grad
    v = betas[1] * v + (1 - betas[1]) * param.grad**2
    m_hat = m / (1 - betas[0] ** t)
    v_hat = v / (1 - betas[1] ** t)
    param -= lr * m_hat / (v_hat.sqrt() + eps)
