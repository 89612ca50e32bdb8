"""How far two arrays of numbers are apart: the greatest difference, where it is, and how many are off. Pure."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from tensorgrade.judgement.tolerances import Tolerance

CHUNK = 262_144


@dataclass(frozen=True)
class Difference:
    """How far two arrays of numbers are apart. `index` is where the greatest difference is; numbers are float64."""

    greatest: float
    index: tuple[int, ...]
    expected: float
    actual: float
    count: int
    total: int


def distinct_digits(expected: float, actual: float) -> tuple[str, str]:
    """Write two numbers in six digits, or in as many as tell them apart."""
    texts = [(f"{expected:.{digits}g}", f"{actual:.{digits}g}") for digits in (6, 9, 17)]
    return next((pair for pair in texts if pair[0] != pair[1]), texts[-1])


def difference_of(
    expected: np.ndarray, actual: np.ndarray, shape: tuple[int, ...], tolerance: Tolerance
) -> Difference | None:
    """Compare arrays of equal size element by element; NaN equals NaN and inf equals inf of the same sign.

    Integers are compared exactly, floats in float64. Returns None when all are within the tolerance.
    """
    target, other = expected.reshape(-1), actual.reshape(-1)
    count, worst, heaviest, greatest = 0, 0, -1.0, 0.0
    for start, first, second in zip(range(0, target.size, CHUNK), chunks(target), chunks(other), strict=True):
        if first.dtype == second.dtype and first.tobytes() == second.tobytes():  # as of most right answers
            continue
        gap, wrong = gaps(first, second, tolerance)
        if not wrong.any():
            continue
        count += int(wrong.sum())
        weight = np.where(wrong, np.where(np.isfinite(gap), gap, np.inf), -1.0)
        at = int(weight.argmax())
        if weight[at] > heaviest:
            worst, heaviest, greatest = start + at, float(weight[at]), float(gap[at])
    if not count:
        return None
    index = tuple(int(i) for i in np.unravel_index(worst, shape)) if shape and math.prod(shape) == target.size else ()
    return Difference(greatest, index, float(target[worst]), float(other[worst]), count, int(target.size))


def chunks(numbers: np.ndarray) -> Iterator[np.ndarray]:
    """Cut a flat array into parts, so that what is computed from each needs little memory."""
    return (numbers[start : start + CHUNK] for start in range(0, numbers.size, CHUNK))


def gaps(expected: np.ndarray, actual: np.ndarray, tolerance: Tolerance) -> tuple[np.ndarray, np.ndarray]:
    """Return how far numbers are apart, in float64, and which of them are too far."""
    target, other = expected.astype(np.float64), actual.astype(np.float64)
    with np.errstate(all="ignore"):
        gap = np.abs(other - target)
        if expected.dtype.kind != "f":
            return gap, expected != actual
        near = gap <= tolerance.atol + tolerance.rtol * np.abs(target)
    near &= np.isfinite(target) & np.isfinite(other)
    return gap, ~(near | (target == other) | (np.isnan(target) & np.isnan(other)))
