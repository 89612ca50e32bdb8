"""Do two tensors lie in the same memory?"""

from __future__ import annotations

import numpy as np
import torch

__all__ = ["shares_memory"]


def shares_memory(first: object, second: object) -> bool:
    """Say whether two tensors or NumPy arrays lie in overlapping memory; False for anything else.

    >>> x = torch.zeros(2, 3)
    >>> shares_memory(x, x.t()), shares_memory(x, x.clone())
    (True, False)
    """
    here, there = _extent(first), _extent(second)
    if here is None or there is None:
        return False
    return here[0] < there[1] and there[0] < here[1]


def _extent(value: object) -> tuple[int, int] | None:
    """Return the addresses [begin, end) of the memory that backs a tensor or array; None when there is none."""
    if isinstance(value, torch.Tensor) and value.layout is torch.strided:
        storage = value.untyped_storage()
        begin, size = storage.data_ptr(), storage.nbytes()
    elif isinstance(value, np.ndarray):
        begin, end = np.lib.array_utils.byte_bounds(value)
        size = end - begin if value.size else 0
    else:
        return None
    return (begin, begin + size) if begin and size else None
