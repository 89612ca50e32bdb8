"""A NumPy array, or one number of NumPy's: compared as the tensor of the same numbers."""

from __future__ import annotations

from dataclasses import replace

from tensorgrade.judgement.compare.comparison import Comparison, Mismatch
from tensorgrade.judgement.compare.type_names import short_type
from tensorgrade.protocol.values import ArrayValue

VALUE = ArrayValue


def name(value: ArrayValue) -> str:
    """Name its type."""
    return short_type(value.type)


def type_of(value: ArrayValue) -> str:
    """Tell arrays from single numbers, and those by their dtypes."""
    return value.type


def compare(expected: ArrayValue, actual: ArrayValue, comparison: Comparison) -> Mismatch | None:
    """Compare shape, dtype and numbers; a dtype is told by NumPy's name for it."""
    mismatch = comparison.of(expected.numbers, actual.numbers)
    if mismatch is None or mismatch.attribute != "dtype":
        return mismatch
    wanted, given = (side.removeprefix("torch.") for side in (mismatch.expected, mismatch.actual))
    return replace(mismatch, expected=wanted, actual=given)
