"""Relations between an actual and an expected result that point to a cause.

Pure arithmetic on shapes and NumPy arrays.
"""

from __future__ import annotations

import math

import numpy as np

from tensorgrade.judgement.compare.arrays import CHUNK, chunks
from tensorgrade.judgement.symptom import Symptom
from tensorgrade.protocol.values import NumberValue

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
    first, other = expected.reshape(-1), actual.reshape(-1)
    largest = max(range(0, first.size, CHUNK), key=lambda start: greatest(first[start : start + CHUNK]))
    largest += int(sizes(first[largest : largest + CHUNK]).argmax())
    divisor, dividend = float(first[largest]), float(other[largest])
    if divisor == 0 or not math.isfinite(divisor) or not math.isfinite(k := dividend / divisor):
        return None
    room = 1e-7 + 1e-6 * abs(dividend)
    return k if all(is_scaled(k, room, *parts) for parts in zip(chunks(first), chunks(other), strict=True)) else None


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


def relation_told(symptom: Symptom) -> str:
    """Tell how the actual numbers follow from the expected ones; empty where nothing simple does."""
    arrays = symptom.arrays()
    if symptom.attribute == "values" and arrays is not None and arrays[0].shape == arrays[1].shape:
        if is_transposed(*arrays):
            return "Rows and columns are swapped."
        if is_rearranged(*arrays):
            return "The same numbers stand in another order."
        if told := shift_told(*arrays) or rows_told(*arrays, symptom):
            return told
    return ratio_told(symptom)


def is_transposed(expected: np.ndarray, actual: np.ndarray) -> bool:
    """Say whether a matrix has another one's rows as its columns, and enough numbers to tell."""
    return (
        expected.ndim == 2
        and min(expected.shape) > 1
        and expected.shape == actual.shape[::-1]
        and len(np.unique(expected)) >= 4
        and not np.array_equal(expected, expected.T)
        and bool(np.allclose(expected.T, actual, rtol=SAME["rtol"], atol=SAME["atol"]))
    )


def shift_told(expected: np.ndarray, actual: np.ndarray) -> str:
    """Tell a constant that all numbers are too large or too small by."""
    if len(np.unique(expected)) < 3:
        return ""
    with np.errstate(all="ignore"):
        gaps = actual.astype(np.float64) - expected.astype(np.float64)
    first = float(gaps.flat[0])
    if not math.isfinite(first) or not first or not np.allclose(gaps, first, rtol=1e-4, atol=0):
        return ""
    return f"Every number is {abs(first):.4g} too {'large' if first > 0 else 'small'}."


def rows_told(expected: np.ndarray, actual: np.ndarray, symptom: Symptom) -> str:
    """Tell the rows in which two results differ, where the others are right."""
    tolerance = symptom.mismatch.tolerance if symptom.mismatch else None
    if tolerance is None or not 1 <= expected.ndim <= 2 or not 3 <= len(expected) <= 1000:
        return ""
    first, other = expected.astype(np.float64), actual.astype(np.float64)
    far = ~np.isclose(other, first, rtol=tolerance.rtol, atol=tolerance.atol, equal_nan=True)
    rows = np.flatnonzero(far.reshape(len(far), -1).any(axis=1)).tolist()
    what = "row" if expected.ndim == 2 else "number"
    if not rows or len(rows) > min(3, len(far) // 2):
        return ""
    listed = " and ".join(str(row) for row in rows)
    return f"Only {what} {listed} differs." if len(rows) == 1 else f"Only the {what}s {listed} differ."


def ratio_told(symptom: Symptom) -> str:
    """Tell a constant ratio between actual and expected numbers; of single ones, which always have one, none but 0."""
    arrays = symptom.arrays()
    difference = symptom.mismatch.difference if symptom.mismatch else None
    k: float | None = None
    if arrays is not None and arrays[0].size > 1 and arrays[0].shape == arrays[1].shape:
        k = ratio(*arrays)
    elif (
        difference is not None and difference.total == 1 and difference.expected and math.isfinite(difference.expected)
    ):
        k = difference.actual / difference.expected
        if difference.actual:
            return ""
    if k is None or not math.isfinite(k):
        return ""
    if k == 0:
        return "Every number is zero where others are expected."
    if math.isclose(k, 1, rel_tol=1e-3):
        return ""
    return (
        "The sign is turned round." if math.isclose(k, -1, rel_tol=1e-4) else f"It is {k:.4g} times what is expected."
    )


def factor(expected: np.ndarray, actual: np.ndarray) -> float | None:
    """Return the factor that all numbers are off by, where enough different ones tell it, and no other name does."""
    if expected.shape != actual.shape or "f" not in expected.dtype.kind or len(np.unique(expected[expected != 0])) < 3:
        return None
    k = ratio(expected, actual)
    is_told = k is None or k == 0 or math.isclose(abs(k), 1, rel_tol=1e-3) or is_sample_scaled(expected, actual)
    return None if is_told else k


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
    first, other = symptom.expected.observation.value, symptom.actual.observation.value
    if isinstance(first, NumberValue) and isinstance(other, NumberValue) and first.type == other.type == "int":
        return int(first.number), int(other.number)
    return None
