"""How much does autograd keep for a backward pass?"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import torch

__all__ = ["count_saved_tensors"]


@contextmanager
def count_saved_tensors() -> Iterator[list[int]]:
    """Count the tensors that autograd saves for a backward pass while the block runs.

    The count is the list's one item.

    >>> weight = torch.ones(2, requires_grad=True)
    >>> with count_saved_tensors() as saved:
    ...     loss = weight.exp().sum()
    >>> saved
    [1]
    """
    saved = [0]

    def pack(tensor: torch.Tensor) -> torch.Tensor:
        saved[0] += 1
        return tensor

    with torch.autograd.graph.saved_tensors_hooks(pack, lambda tensor: tensor):
        yield saved
