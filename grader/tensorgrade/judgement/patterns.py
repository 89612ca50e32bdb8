"""Relations between an actual and an expected result that point to a cause.

Pure arithmetic on shapes and NumPy arrays.
"""

from __future__ import annotations

import math

import numpy as np

from tensorgrade.judgement.compare.arrays import CHUNK, chunks
from tensorgrade.judgement.symptom import Symptom
from tensorgrade.protocol.records import NumberValue

FLOATS = {"torch.float32", "torch.float64", "torch.float16", "torch.bfloat16"}
INTEGERS = {"torch.int64", "torch.int32", "torch.int16", "torch.int8", "torch.uint8", "torch.bool"}
SAME = {"rtol": 1e-4, "atol": 1e-7}


def is_outer(expected: tuple[int, ...], actual: tuple[int, ...]) -> bool:
    """Say whether `actual` is what (n, 1) and (n,) stretch to where `expected` is (n,), (n, 1) or similar."""
    if len(actual) != 2 or actual[0] != actual[1] or actual[0] < 2:
        return False
    return math.prod(expected) == actual[0] and actual[0] in expected


def is_rearranged(expected: np.ndarray, actual: np.ndarray) -> bool:
    """Say whether two different arrays hold the same numbers in another order, and enough of them to tell."""
    if expected.shape != actual.shape or len(np.unique(expected)) < max(6, expected.size // 2):
        return False
    return bool(np.array_equal(np.sort(expected, axis=None), np.sort(actual, axis=None)))


def ratio(expected: np.ndarray, actual: np.ndarray) -> float | None:
    """Return the number k with actual = k * expected throughout, or None when there is none."""
    if expected.size == 0 or expected.size != actual.size:
        return None
    one, other = expected.reshape(-1), actual.reshape(-1)
    largest = max(range(0, one.size, CHUNK), key=lambda start: greatest(one[start : start + CHUNK]))
    largest += int(sizes(one[largest : largest + CHUNK]).argmax())
    divisor, dividend = float(one[largest]), float(other[largest])
    if divisor == 0 or not math.isfinite(divisor) or not math.isfinite(k := dividend / divisor):
        return None
    room = 1e-7 + 1e-6 * abs(dividend)
    return k if all(is_scaled(k, room, *parts) for parts in zip(chunks(one), chunks(other), strict=True)) else None


def sizes(numbers: np.ndarray) -> np.ndarray:
    """Return how far numbers are from zero, in float64."""
    return np.abs(numbers.astype(np.float64))


def greatest(numbers: np.ndarray) -> float:
    """Return the size of the number that is farthest from zero; NaN where there is one."""
    return float(sizes(numbers).max())


def is_scaled(k: float, room: float, expected: np.ndarray, actual: np.ndarray) -> bool:
    """Say whether numbers are finite and `actual` is k * expected throughout."""
    with np.errstate(all="ignore"):
        scaled, other = k * expected.astype(np.float64), actual.astype(np.float64)
        return bool((np.isfinite(scaled) & (np.abs(other - scaled) <= room + 1e-4 * np.abs(scaled))).all())


def is_sample_scaled(expected: np.ndarray, actual: np.ndarray) -> bool:
    """Say whether dividing by n - 1 in place of n explains the ratio of two results with n rows."""
    k = ratio(expected, actual)
    rows = expected.shape[0] if expected.ndim else 0
    return (
        k is not None
        and rows > 1
        and expected.size >= 4
        and math.isclose(k, math.sqrt((rows - 1) / rows), rel_tol=1e-4)
    )


def ratio_told(symptom: Symptom) -> str:
    """Tell a constant ratio between actual and expected numbers; of single numbers only a whole one or its inverse."""
    arrays = symptom.arrays()
    difference = symptom.mismatch.difference if symptom.mismatch else None
    k: float | None = None
    if arrays is not None and arrays[0].size > 1 and arrays[0].shape == arrays[1].shape:
        k = ratio(*arrays)
    elif (
        difference is not None and difference.total == 1 and difference.expected and math.isfinite(difference.expected)
    ):
        k = difference.actual / difference.expected
        if difference.actual and not (k and (is_whole(k) or is_whole(1 / k))):
            return ""
    if k is None or not math.isfinite(k):
        return ""
    if k == 0:
        return "Every number is zero where others are expected."
    return f"The result is {k:.4g} times the expected one."


def is_whole(number: float) -> bool:
    """Say whether a number is as good as an integer other than 0."""
    return math.isfinite(number) and round(number) != 0 and math.isclose(number, round(number), rel_tol=1e-4)


def is_all_zero(symptom: Symptom) -> bool:
    """Say whether the submission's numbers are all zero where the reference's are not."""
    arrays = symptom.arrays()
    return arrays is not None and bool((arrays[1] == 0).all()) and bool((arrays[0] != 0).any())


def fewer(symptom: Symptom) -> bool:
    """Say whether a count is smaller than the reference's."""
    counts = _counts(symptom)
    return counts is not None and counts[1] < counts[0]


def more(symptom: Symptom) -> bool:
    """Say whether a count is larger than the reference's."""
    counts = _counts(symptom)
    return counts is not None and counts[1] > counts[0]


def _counts(symptom: Symptom) -> tuple[int, int] | None:
    if symptom.expected is None or symptom.actual is None:
        return None
    one, other = symptom.expected.observation.value, symptom.actual.observation.value
    if isinstance(one, NumberValue) and isinstance(other, NumberValue) and one.type == other.type == "int":
        return int(one.number), int(other.number)
    return None
