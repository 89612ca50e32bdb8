"""The numbers in what a call gave, whatever their type: for checks of a rule that is not about the type."""

from __future__ import annotations

import numpy as np
import torch

__all__ = ["plain_numbers"]


def plain_numbers(value: object) -> object:
    """Return a value with each tensor of one number, and each number of NumPy's, as the number that it holds.

    A check of each function observes the value itself, so that another type costs the points of that check. Dicts in a
    tuple come out in a list, and other tuples stay what they are.

    >>> plain_numbers({"loss": torch.tensor(0.5), "sizes": [4, 2]})
    {'loss': 0.5, 'sizes': [4, 2]}
    >>> plain_numbers((torch.tensor(0.5), 2))
    (0.5, 2)
    """
    if isinstance(value, np.generic) or (isinstance(value, torch.Tensor) and value.numel() == 1):
        return value.item()
    if isinstance(value, dict):
        return {key: plain_numbers(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        items = [plain_numbers(item) for item in value]
        is_kept = isinstance(value, list) or all(isinstance(item, dict) for item in value)
        return items if is_kept else tuple(items)
    return value
