"""A list, a tuple, a set or what a generator gives: as many items, then each item."""

from __future__ import annotations

from tensorgrade.judgement.compare.comparison import Comparison, Mismatch
from tensorgrade.protocol.values import SequenceValue

VALUE = SequenceValue
SETS = ("set", "frozenset")


def name(value: SequenceValue) -> str:
    """Name its type."""
    return value.type


def type_of(value: SequenceValue) -> str:
    """Tell lists from tuples, and so on."""
    return value.type


def compare(expected: SequenceValue, actual: SequenceValue, comparison: Comparison) -> Mismatch | None:
    """Compare the lengths, then the items in order."""
    if len(expected.items) != len(actual.items) or expected.is_cut != actual.is_cut:
        return comparison.mismatch("structure", length_told(expected), length_told(actual))
    for i, pair in enumerate(zip(expected.items, actual.items, strict=True)):
        if mismatch := comparison.of_parts(i, *pair):
            return mismatch if expected.type not in SETS else member_told(expected, mismatch, comparison)
    return None


def member_told(value: SequenceValue, mismatch: Mismatch, comparison: Comparison) -> Mismatch:
    """Say which members of two sets differ; they have no places."""
    wanted, given = (f"a {value.type} with {side}" for side in (mismatch.expected, mismatch.actual))
    return comparison.mismatch("values", wanted, given)


def length_told(value: SequenceValue) -> str:
    """Say how many items there are."""
    return f"a {value.type} of {'more than ' if value.is_cut else ''}{len(value.items)}"
