"""What stands for the numbers of a tensor that is too large to be sent.

In: all its numbers. Out: FOLDS means of numbers that lie side by side, each number with a weight of its own, so that it
matters where it stands; and after them the same means of the sizes of the numbers. The means of two tensors are as near
to each other as their numbers are: within atol + rtol * |number| each, so within atol + rtol * mean size together.
"""

from __future__ import annotations

import numpy as np

from tensorgrade.protocol.values import FOLDS

FOLDED_LIMIT = 1 << 24  # numbers of a tensor


def folds_of(numbers: np.ndarray) -> np.ndarray:
    """Return the means of so many parts of equal size, the last ones filled up with zeros, and the means of sizes."""
    size = -(-numbers.size // FOLDS)
    weights = 1 + np.sin(np.arange(size)) / 2
    means = np.zeros((2, FOLDS))
    for fold, start in enumerate(range(0, numbers.size, size)):
        part = numbers[start : start + size].astype(np.float64)
        with np.errstate(all="ignore"):
            means[:, fold] = (part * weights[: part.size]).mean(), (abs(part) * weights[: part.size]).mean()
    return means.reshape(-1)
