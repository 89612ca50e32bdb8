"""What does an optimizer find at each of its steps?"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import torch

__all__ = ["OptimizerSpy", "spy_on_optimizer"]


@dataclass
class OptimizerSpy:
    """What an optimizer found at each step: a copy of each parameter's gradient (None where there was none)."""

    gradients: list[list[torch.Tensor | None]] = field(default_factory=list)

    @property
    def steps(self) -> int:
        """How often optimizer.step ran."""
        return len(self.gradients)


@contextmanager
def spy_on_optimizer(optimizer: torch.optim.Optimizer) -> Iterator[OptimizerSpy]:
    """Record the gradients that `optimizer` finds at each step while the block runs.

    >>> weight = torch.ones(2, requires_grad=True)
    >>> optimizer = torch.optim.SGD([weight], lr=0.1)
    >>> with spy_on_optimizer(optimizer) as spy:
    ...     weight.sum().backward()
    ...     optimizer.step()
    >>> spy.steps, spy.gradients
    (1, [[tensor([1., 1.])]])
    """
    spy = OptimizerSpy()

    def hook(stepped: torch.optim.Optimizer, args: object, kwargs: object) -> None:
        parameters = [p for group in stepped.param_groups for p in group["params"]]
        spy.gradients.append([None if p.grad is None else p.grad.detach().clone() for p in parameters])

    handle = optimizer.register_step_pre_hook(hook)
    try:
        yield spy
    finally:
        handle.remove()
