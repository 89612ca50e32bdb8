"""A list or a tuple: as many items, then each item."""

from __future__ import annotations

from tensorgrade.judgement.compare.comparison import Comparison, Mismatch
from tensorgrade.protocol.records import SequenceValue

VALUE = SequenceValue


def name(value: SequenceValue) -> str:
    """Name its type."""
    return value.type


def type_of(value: SequenceValue) -> str:
    """Tell lists from tuples."""
    return value.type


def compare(expected: SequenceValue, actual: SequenceValue, comparison: Comparison) -> Mismatch | None:
    """Compare the lengths, then the items in order."""
    if len(expected.items) != len(actual.items):
        return comparison.mismatch("structure", length_told(expected), length_told(actual))
    for i, pair in enumerate(zip(expected.items, actual.items, strict=True)):
        if mismatch := comparison.of_parts(i, *pair):
            return mismatch
    return None


def length_told(value: SequenceValue) -> str:
    """Say how many items there are."""
    return f"a {value.type} of {len(value.items)}"
