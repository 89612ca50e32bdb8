"""A tensor: its attributes in the order of their fields (tensorgrade.protocol.records), the numbers among them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from tensorgrade.judgement.compare.arrays import difference_of, told_apart
from tensorgrade.judgement.compare.comparison import Comparison, Mismatch
from tensorgrade.judgement.tolerances import tolerance_for
from tensorgrade.protocol.records import ATTRIBUTES, TensorValue

VALUE = TensorValue
NAME = "torch.Tensor"
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
    if expected.values is None:
        return None
    if actual.values is None:
        return comparison.mismatch("values", "recorded numbers", actual.note or "no numbers")
    wanted, given = comparison.expected.arrays[expected.values], comparison.actual.arrays[actual.values]
    if wanted.dtype != given.dtype:
        return comparison.mismatch("dtype", expected.dtype, str(given.dtype))
    asked = comparison.asked
    tolerance = tolerance_for(expected.dtype, expected.device, asked.rtol, asked.atol)
    difference = difference_of(wanted, given, expected.shape, tolerance)
    if difference is None:
        return None
    lost = bool(np.isfinite(wanted).all() and not np.isfinite(given).all())
    sides = told_apart(difference.expected, difference.actual)
    return comparison.mismatch("non-finite" if lost else "values", *sides, difference, tolerance)
