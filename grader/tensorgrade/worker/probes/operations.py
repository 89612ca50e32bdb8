"""How many operations of torch does a call take?"""

from __future__ import annotations

from collections.abc import Callable

import torch
from torch.overrides import TorchFunctionMode
from torch.utils._python_dispatch import TorchDispatchMode

__all__ = ["count_operations"]

# Functions that move numbers from a tensor to Python one by one, and so hide a loop from a count of operations.
ESCAPES = {
    "tolist",
    "item",
    "__float__",
    "__int__",
    "__bool__",
    "__iter__",
    "unbind",
    "numpy",
    "__array__",
    "__index__",
}


class _CountOperations(TorchDispatchMode):  # type: ignore[no-untyped-call]
    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.count = 0

    def __torch_dispatch__(self, func, types, args=(), kwargs=None):  # type: ignore[no-untyped-def]
        self.count += 1
        return func(*args, **(kwargs or {}))


class _CountEscapes(TorchFunctionMode):
    def __init__(self) -> None:
        super().__init__()
        self.count = 0

    def __torch_function__(self, func, types, args=(), kwargs=None):  # type: ignore[no-untyped-def]
        if getattr(func, "__name__", "") in ESCAPES and args and isinstance(args[0], torch.Tensor):
            # One number taken out costs one; a whole tensor turned into a list costs its rows.
            self.count += max(1, args[0].shape[0] if args[0].dim() else 1)
        return func(*args, **(kwargs or {}))


def count_operations(call: Callable[[], object]) -> int:
    """Count the tensor operations of a call, numbers that leave tensors for Python included.

    >>> x = torch.ones(100)
    >>> count_operations(lambda: x * 2 + 1)
    2
    >>> count_operations(lambda: [x[i] * 2 + 1 for i in range(100)])
    300
    """
    with _CountEscapes() as escapes, _CountOperations() as operations:
        call()
    return int(operations.count + escapes.count)
