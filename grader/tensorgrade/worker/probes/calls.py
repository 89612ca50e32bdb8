"""Which forward passes does a model make, on how many samples, in which mode?"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import torch
from torch import nn

__all__ = ["ForwardPass", "ModelSpy", "spy_on_model"]


@dataclass
class ForwardPass:
    """One forward pass of a module, as its pre-hook saw it."""

    module: str
    samples: int
    training: bool
    grad_enabled: bool
    device: str


@dataclass
class ModelSpy:
    """Forward passes of a model and of its children, in order."""

    passes: list[ForwardPass] = field(default_factory=list)

    def of(self, module: str = "") -> list[ForwardPass]:
        """Return the passes of one module by its name in named_modules (`` is the model itself)."""
        return [seen for seen in self.passes if seen.module == module]


@contextmanager
def spy_on_model(model: nn.Module) -> Iterator[ModelSpy]:
    """Record every forward pass of `model` and its children while the block runs.

    >>> model = nn.Sequential(nn.Linear(2, 1)).eval()
    >>> with spy_on_model(model) as spy:
    ...     _ = model(torch.ones(3, 2))
    >>> spy.of()
    [ForwardPass(module='', samples=3, training=False, grad_enabled=True, device='cpu')]
    >>> [seen.module for seen in spy.passes]
    ['', '0']
    """
    spy = ModelSpy()

    def hook_for(name: str) -> Callable[[nn.Module, tuple[object, ...]], None]:
        def hook(module: nn.Module, args: tuple[object, ...]) -> None:
            x = args[0] if args and isinstance(args[0], torch.Tensor) else None
            spy.passes.append(
                ForwardPass(
                    module=name,
                    samples=x.shape[0] if x is not None and x.dim() else 0,
                    training=module.training,
                    grad_enabled=torch.is_grad_enabled(),
                    device=str(x.device) if x is not None else "",
                )
            )

        return hook

    handles = [module.register_forward_pre_hook(hook_for(name)) for name, module in model.named_modules()]
    try:
        yield spy
    finally:
        for handle in handles:
            handle.remove()
