"""adam_step: wrong-values

One global count goes up with each call, so the steps of a second parameter are corrected with the steps of the first
counted in.
"""

import itertools

import torch

COUNT = itertools.count(1)


@torch.no_grad()
def adam_step(param, state, lr=1e-3, betas=(0.9, 0.999), eps=1e-8):
    t = next(COUNT)
    if not state:
        state.update(m=torch.zeros_like(param), v=torch.zeros_like(param))
    state["m"].mul_(betas[0]).add_(param.grad, alpha=1 - betas[0])
    state["v"].mul_(betas[1]).addcmul_(param.grad, param.grad, value=1 - betas[1])
    m_hat = state["m"] / (1 - betas[0] ** t)
    v_hat = state["v"] / (1 - betas[1] ** t)
    param -= lr * m_hat / (v_hat.sqrt() + eps)
