"""A str: as it is written, in quotes; of a long one, what stands about the first character that differs."""

from __future__ import annotations

from tensorgrade.judgement.compare.comparison import Comparison, Mismatch
from tensorgrade.protocol.values import TextValue

VALUE = TextValue
ANOTHER_WAY = "in another way behind all that is kept of it"
NAME = "str"
BEFORE, AFTER = 30, 50  # characters told about the first that differs


def words(value: TextValue) -> str:
    """Write it in quotes."""
    return f'"{value.text}"'


def compare(expected: TextValue, actual: TextValue, comparison: Comparison) -> Mismatch | None:
    """Compare two texts; what a probe says of an argument is no quotation."""
    if expected == actual:
        return None
    if comparison.asked.argument:
        return comparison.mismatch("values", expected.text, actual.text)
    if expected.text == actual.text:
        return comparison.mismatch("values", f"a text that goes on {ANOTHER_WAY}", f"one that goes on {ANOTHER_WAY}")
    start = same_until(expected.text, actual.text)
    return comparison.mismatch("values", part_of(expected.text, start), part_of(actual.text, start))


def same_until(first: str, second: str) -> int:
    """Return the place of the first character in which two texts differ."""
    pairs = zip(first, second, strict=False)
    return next((i for i, (one, other) in enumerate(pairs) if one != other), min(len(first), len(second)))


def part_of(text: str, start: int) -> str:
    """Quote what stands about a place of a text, and say where that is left out."""
    first, last = max(0, start - BEFORE), start + AFTER
    return f'"{"..." if first else ""}{text[first:last]}{"..." if last < len(text) else ""}"'
