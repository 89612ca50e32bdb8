"""adam_step: wrong-values

Both corrections are folded into the step size, and eps, which is added to the uncorrected root, is not scaled with
them.
"""

import math

import torch


@torch.no_grad()
def adam_step(param, state, lr=1e-3, betas=(0.9, 0.999), eps=1e-8):
    if not state:
        state.update(t=0, m=torch.zeros_like(param), v=torch.zeros_like(param))
    b1, b2 = betas
    state["t"] += 1
    state["m"].mul_(b1).add_(param.grad, alpha=1 - b1)
    state["v"].mul_(b2).addcmul_(param.grad, param.grad, value=1 - b2)
    step_size = lr * math.sqrt(1 - b2 ** state["t"]) / (1 - b1 ** state["t"])
    param.addcdiv_(state["m"], state["v"].sqrt() + eps, value=-step_size)
