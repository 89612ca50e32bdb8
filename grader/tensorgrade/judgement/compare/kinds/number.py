"""A Python number: an int exactly, a float within the tolerance, or not too far below an accuracy."""

from __future__ import annotations

import math

import numpy as np

from tensorgrade.judgement.compare.arrays import difference_of, distinct_digits
from tensorgrade.judgement.compare.comparison import Comparison, Mismatch
from tensorgrade.judgement.tolerances import tolerance_for
from tensorgrade.protocol.values import NumberValue

VALUE = NumberValue


def name(value: NumberValue) -> str:
    """Name its type."""
    return value.type


def type_of(value: NumberValue) -> str:
    """Tell int from float."""
    return value.type


def words(value: NumberValue) -> str:
    """Write it as it was recorded."""
    return value.text


def compare(expected: NumberValue, actual: NumberValue, comparison: Comparison) -> Mismatch | None:
    """Compare two numbers of one type."""
    if expected.type != "float":
        same = expected.text == actual.text
        return None if same else comparison.mismatch("values", expected.text, actual.text)
    wanted, given, asked = float(expected.number), float(actual.number), comparison.asked
    if asked.at_least is not None:
        floor = wanted - asked.at_least
        enough = math.isfinite(given) and given >= floor
        return None if enough else comparison.mismatch("values", f"at least {floor:.4g}", f"{given:.4g}")
    tolerance = tolerance_for("float", comparison.expected.device, asked.rtol, asked.atol)
    difference = difference_of(np.array(wanted), np.array(given), (), tolerance)
    if difference is None:
        return None
    attribute = "non-finite" if math.isfinite(wanted) and not math.isfinite(given) else "values"
    return comparison.mismatch(attribute, *distinct_digits(wanted, given), difference, tolerance)
