"""New values are computed apart and copied into the parameter."""

import torch


def sgd_step(param, lr):
    new = param.detach() - lr * param.grad.detach()
    with torch.no_grad():
        param.copy_(new)


def adam_step(param, state, lr=1e-3, betas=(0.9, 0.999), eps=1e-8):
    beta1, beta2 = betas
    grad = param.grad.detach().clone()
    state.setdefault("steps", []).append(None)
    t = len(state["steps"])
    state["m"] = beta1 * state["m"] + (1 - beta1) * grad if "m" in state else (1 - beta1) * grad
    state["v"] = beta2 * state["v"] + (1 - beta2) * grad.square() if "v" in state else (1 - beta2) * grad.square()
    step_size = lr * (1 - beta2**t) ** 0.5 / (1 - beta1**t)
    new = param.detach() - step_size * state["m"] / (state["v"].sqrt() + eps * (1 - beta2**t) ** 0.5)
    with torch.no_grad():
        param[...] = new


def adamw_step(param, state, lr=1e-3, betas=(0.9, 0.999), eps=1e-8, weight_decay=1e-2):
    beta1, beta2 = betas
    old, grad = param.detach().clone(), param.grad.detach()
    if "t" not in state:
        state |= {"t": torch.tensor(0.0, dtype=torch.float64), "m": grad * 0, "v": grad * 0}
    state["t"] += 1
    state["m"] += (1 - beta1) * (grad - state["m"])
    state["v"] += (1 - beta2) * (grad**2 - state["v"])
    t = state["t"].item()
    direction = state["m"] / (1 - beta1**t) / ((state["v"] / (1 - beta2**t)).sqrt() + eps)
    previous = torch.is_grad_enabled()
    torch.set_grad_enabled(False)
    try:
        param.copy_(old - lr * weight_decay * old - lr * direction)
    finally:
        torch.set_grad_enabled(previous)


class DecayOnMatrices(torch.optim.AdamW):
    def __init__(self, model, lr, weight_decay):
        groups = [
            {"params": [p], "weight_decay": weight_decay if p.dim() > 1 else 0.0}
            for p in model.parameters()
            if p.requires_grad
        ]
        super().__init__(groups, lr=lr)


def make_optimizer(model, lr, weight_decay):
    return DecayOnMatrices(model, lr, weight_decay)
