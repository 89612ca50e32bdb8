"""The formulas as they are written, with new tensors for the averages."""

import torch


@torch.no_grad()
def adam_step(param, state, lr=1e-3, betas=(0.9, 0.999), eps=1e-8):
    if not state:
        state.update(t=0, m=torch.zeros_like(param), v=torch.zeros_like(param))
    b1, b2 = betas
    state["t"] += 1
    state["m"] = b1 * state["m"] + (1 - b1) * param.grad
    state["v"] = b2 * state["v"] + (1 - b2) * param.grad**2
    m_hat = state["m"] / (1 - b1 ** state["t"])
    v_hat = state["v"] / (1 - b2 ** state["t"])
    param -= lr * m_hat / (v_hat.sqrt() + eps)


@torch.no_grad()
def adamw_step(param, state, lr=1e-3, betas=(0.9, 0.999), eps=1e-8, weight_decay=1e-2):
    if not state:
        state.update(t=0, m=torch.zeros_like(param), v=torch.zeros_like(param))
    param *= 1 - lr * weight_decay
    b1, b2 = betas
    state["t"] += 1
    state["m"] = b1 * state["m"] + (1 - b1) * param.grad
    state["v"] = b2 * state["v"] + (1 - b2) * param.grad**2
    m_hat = state["m"] / (1 - b1 ** state["t"])
    v_hat = state["v"] / (1 - b2 ** state["t"])
    param -= lr * m_hat / (v_hat.sqrt() + eps)
