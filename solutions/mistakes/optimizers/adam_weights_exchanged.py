"""adam_step: wrong-values

The new gradient gets the weight beta and the old average 1 - beta; it is the other way round.
"""

import torch


def adam_step(param, state, lr=1e-3, betas=(0.9, 0.999), eps=1e-8):
    if len(state) == 0:
        state["m"], state["v"], state["t"] = 0.0, 0.0, 0
    beta1, beta2 = betas
    g = param.grad.detach()
    state["t"] += 1
    state["m"] = (1 - beta1) * state["m"] + beta1 * g
    state["v"] = (1 - beta2) * state["v"] + beta2 * g**2
    m_hat = state["m"] / (1 - beta1 ** state["t"])
    v_hat = state["v"] / (1 - beta2 ** state["t"])
    with torch.no_grad():
        param -= lr * m_hat / (v_hat**0.5 + eps)
