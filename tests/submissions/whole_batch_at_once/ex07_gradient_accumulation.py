"""Reference solution of exercise 7."""

from collections.abc import Callable, Sequence

import torch
from torch import nn

LossOf = Callable[[torch.Tensor], torch.Tensor]
Loss = Callable[[torch.Tensor, torch.Tensor], torch.Tensor]


def fresh_gradient(loss_fn: LossOf, w: torch.Tensor) -> torch.Tensor:
    w.grad = None
    loss_fn(w).backward()
    return w.grad


def sum_gradients(loss_fns: Sequence[LossOf], w: torch.Tensor) -> torch.Tensor:
    w.grad = None
    for loss_fn in loss_fns:
        loss_fn(w).backward()
    return w.grad


def accumulated_step(
    model: nn.Module,
    loss_fn: Loss,
    optimizer: torch.optim.Optimizer,
    x: torch.Tensor,
    y: torch.Tensor,
    micro_batch_size: int,
) -> float:
    optimizer.zero_grad()
    loss = loss_fn(model(x), y)
    loss.backward()
    optimizer.step()
    return loss.item()
