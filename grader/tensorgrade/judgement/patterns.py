"""Relations between an actual and an expected result that point to a cause.

Pure arithmetic on shapes and NumPy arrays.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from tensorgrade.judgement.compare.arrays import CHUNK, chunks
from tensorgrade.judgement.symptom import Symptom
from tensorgrade.protocol.values import NumberValue

FLOATS = {"torch.float32", "torch.float64", "torch.float16", "torch.bfloat16"}
INTEGERS = {"torch.int64", "torch.int32", "torch.int16", "torch.int8", "torch.uint8", "torch.bool"}
MOST_NAMES = 3
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


def factor(expected: np.ndarray, actual: np.ndarray) -> float | None:
    """Return the factor that all numbers are off by, where enough different ones tell it, and no other name does."""
    if expected.shape != actual.shape or "f" not in expected.dtype.kind or len(np.unique(expected[expected != 0])) < 3:
        return None
    k = ratio(expected, actual)
    is_told = k is None or k == 0 or math.isclose(abs(k), 1, rel_tol=1e-3) or is_sample_scaled(expected, actual)
    return None if is_told else k


def is_affine(expected: np.ndarray, actual: np.ndarray) -> bool:
    """Say whether all numbers are the expected ones times a factor, plus a number."""
    first, other = expected.reshape(-1).astype(np.float64), actual.reshape(-1).astype(np.float64)
    if expected.shape != actual.shape or not first.size or not np.isfinite([first, other]).all():
        return False
    least, most = int(first.argmin()), int(first.argmax())
    span = first[most] - first[least]
    k = (other[most] - other[least]) / span if span else 0.0
    return bool(np.allclose(other, other[least] + k * (first - first[least]), rtol=0, atol=1e-4 * np.abs(other).max()))


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


def steps_missing(symptom: Symptom) -> int:
    """Return by how much a count is smaller than the reference's; 0 where there are no counts."""
    counts = _counts(symptom)
    return counts[0] - counts[1] if counts else 0


def _counts(symptom: Symptom) -> tuple[int, int] | None:
    if symptom.expected is None or symptom.actual is None:
        return None
    first, other = symptom.expected.observation.value, symptom.actual.observation.value
    if isinstance(first, NumberValue) and isinstance(other, NumberValue) and first.type == other.type == "int":
        return int(first.number), int(other.number)
    return None


def which_told(wrong: Sequence[str], right: Sequence[str]) -> str:
    """Tell which of a module's names are wrong, by what they have in common and the right ones have not."""
    if not right:
        return f"All {len(wrong)} are wrong, whatever module they belong to"
    rest = "the other one is right" if len(right) == 1 else f"the other {len(right)} are right"
    for part, words in ((last_part, "those named"), (first_part, "those of")):
        parts = [list(dict.fromkeys(map(part, names))) for names in (wrong, right)]
        if not {*parts[0]} & {*parts[1]} and len(parts[0]) <= min(MOST_NAMES, len(wrong) - 1):
            return f"Wrong are {words} {' or '.join(f'`{name}`' for name in parts[0])}; {rest}"
    if min(map(depth, wrong)) > max(map(depth, right)):
        return f"Wrong are those of modules that lie inside of other modules; {rest}"
    listed = ", ".join(f"`{name}`" for name in wrong[:MOST_NAMES])
    more = f" and {len(wrong) - MOST_NAMES} more" if len(wrong) > MOST_NAMES else ""
    return f"Wrong {'is' if len(wrong) == 1 else 'are'} {listed}{more}; {rest}"


def last_part(name: str) -> str:
    """Return what a name ends with, behind its last dot."""
    return name.rpartition(".")[2]


def first_part(name: str) -> str:
    """Return the module that a name belongs to."""
    return name.rpartition(".")[0]


def depth(name: str) -> int:
    """Count the modules that a name goes through."""
    return name.count(".")
