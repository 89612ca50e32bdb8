"""A tensor: its attributes in the order of their fields (tensorgrade.protocol.values), the numbers among them."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from tensorgrade.judgement.compare.arrays import difference_of, distinct_digits
from tensorgrade.judgement.compare.comparison import Comparison, Mismatch
from tensorgrade.judgement.tolerances import Tolerance, tolerance_for
from tensorgrade.protocol.values import ATTRIBUTES, FOLDS, TensorValue

VALUE = TensorValue
NAME = "torch.Tensor"
ROUNDING_OF_MEANS = 1e-12
FIELDS = TensorValue.__struct_fields__
BEFORE_NUMBERS = [field for field in ATTRIBUTES if FIELDS.index(field) < FIELDS.index("values")]
AFTER_NUMBERS = [field for field in ATTRIBUTES if field not in BEFORE_NUMBERS]


def compare(expected: TensorValue, actual: TensorValue, comparison: Comparison) -> Mismatch | None:
    """Return the first attribute that differs, of those that the check asks for."""
    return (
        compare_attributes(BEFORE_NUMBERS, expected, actual, comparison)
        or compare_numbers(expected, actual, comparison)
        or compare_attributes(AFTER_NUMBERS, expected, actual, comparison)
    )


def compare_attributes(
    fields: Sequence[str], expected: TensorValue, actual: TensorValue, comparison: Comparison
) -> Mismatch | None:
    """Compare some attributes, in order."""
    for field in fields:
        attribute = ATTRIBUTES[field]
        wanted, given = getattr(expected, field), getattr(actual, field)
        is_asked = attribute.option is None or attribute.name in comparison.asked.compared
        if is_asked and wanted != given:
            return comparison.mismatch(attribute.name, attribute.words.format(wanted), attribute.words.format(given))
    return None


def compare_numbers(expected: TensorValue, actual: TensorValue, comparison: Comparison) -> Mismatch | None:
    """Compare the numbers, where those of the reference were recorded."""
    if expected.folds is not None:
        return compare_folds(expected, expected.folds, actual, comparison)
    if expected.values is None:
        return None
    if actual.values is None:
        return comparison.mismatch("values", "recorded numbers", actual.note or "no numbers")
    wanted, given = comparison.expected.arrays[expected.values], comparison.actual.arrays[actual.values]
    if wanted.dtype != given.dtype:
        return comparison.mismatch("dtype", expected.dtype, str(given.dtype))
    tolerance = tolerance_of(expected, comparison)
    difference = difference_of(wanted, given, expected.shape, tolerance)
    if difference is None:
        return None
    lost = bool((np.isfinite(wanted) & ~np.isfinite(given)).any())
    sides = distinct_digits(difference.expected, difference.actual)
    return comparison.mismatch("non-finite" if lost else "values", *sides, difference, tolerance)


def tolerance_of(expected: TensorValue, comparison: Comparison) -> Tolerance:
    """Return the room that the numbers of a tensor have."""
    asked = comparison.asked
    return tolerance_for(expected.dtype, expected.device, asked.rtol, asked.atol)


def compare_folds(expected: TensorValue, key: str, actual: TensorValue, comparison: Comparison) -> Mismatch | None:
    """Compare the means that stand for the numbers of two large tensors, with the room of the numbers."""
    if actual.folds is None:
        return comparison.mismatch("values", "numbers in their thousands", actual.note or "no numbers")
    (wanted, sizes), (given, _) = (
        side.reshape(2, FOLDS) for side in (comparison.expected.arrays[key], comparison.actual.arrays[actual.folds])
    )
    tolerance = tolerance_of(expected, comparison)
    with np.errstate(all="ignore"):
        room = tolerance.atol + max(tolerance.rtol, ROUNDING_OF_MEANS) * sizes
        is_near = np.isclose(given, wanted, rtol=0, atol=np.where(np.isfinite(room), room, 0), equal_nan=True)
    if is_near.all():
        return None
    fold = int(np.argmin(is_near))
    size = -(-math.prod(expected.shape) // FOLDS)
    place = f"as a weighted mean of numbers {fold * size} to {fold * size + size - 1}"
    one, other = distinct_digits(float(wanted[fold]), float(given[fold]))
    return comparison.mismatch("values", f"{one} {place}", f"{other} {place}")
