"""How often does a backward pass reach a tensor?"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import torch

__all__ = ["count_backward_passes"]


@contextmanager
def count_backward_passes(leaf: torch.Tensor) -> Iterator[set[int]]:
    """Collect the passes of the autograd engine that reach `leaf` while the block runs: one entry for each.

    >>> weight = torch.ones(2, requires_grad=True)
    >>> with count_backward_passes(weight) as passes:
    ...     weight.sum().backward()
    ...     (2 * weight).sum().backward()
    >>> len(passes)
    2
    """
    passes: set[int] = set()

    def hook(gradient: torch.Tensor) -> None:
        passes.add(torch._C._current_graph_task_id())

    handle = leaf.register_hook(hook)  # type: ignore[no-untyped-call]
    try:
        yield passes
    finally:
        handle.remove()
