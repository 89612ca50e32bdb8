"""The older style: everything through `.data`, new tensors in the state."""

import math

import torch


def sgd_step(param, lr):
    param.data.add_(param.grad.data, alpha=-lr)


def adam_step(param, state, lr=1e-3, betas=(0.9, 0.999), eps=1e-8):
    grad = param.grad.data
    state["step"] = state.get("step", 0) + 1
    state["exp_avg"] = betas[0] * state.get("exp_avg", 0) + (1 - betas[0]) * grad
    state["exp_avg_sq"] = betas[1] * state.get("exp_avg_sq", 0) + (1 - betas[1]) * grad * grad
    correction1 = 1 - betas[0] ** state["step"]
    correction2 = 1 - betas[1] ** state["step"]
    denom = state["exp_avg_sq"].sqrt() / math.sqrt(correction2) + eps
    param.data.addcdiv_(state["exp_avg"], denom, value=-lr / correction1)


def adamw_step(param, state, lr=1e-3, betas=(0.9, 0.999), eps=1e-8, weight_decay=1e-2):
    grad = param.grad.data
    if len(state) == 0:
        state["step"] = 0
        state["exp_avg"] = torch.zeros_like(param.data)
        state["exp_avg_sq"] = torch.zeros_like(param.data)
    state["step"] += 1
    state["exp_avg"].mul_(betas[0]).add_(grad, alpha=1 - betas[0])
    state["exp_avg_sq"].mul_(betas[1]).addcmul_(grad, grad, value=1 - betas[1])
    denom = (state["exp_avg_sq"] / (1 - betas[1] ** state["step"])).sqrt_().add_(eps)
    param.data.mul_(1 - lr * weight_decay)
    param.data.addcdiv_(state["exp_avg"], denom, value=-lr / (1 - betas[0] ** state["step"]))


def make_optimizer(model, lr, weight_decay):
    decay, no_decay = [], []
    for _, param in model.named_parameters():
        if len(param.shape) > 1:
            decay.append(param)
        else:
            no_decay.append(param)
    return torch.optim.AdamW(
        [
            {"params": no_decay, "weight_decay": 0.0, "lr": lr},
            {"params": decay, "weight_decay": weight_decay, "lr": lr},
        ]
    )
