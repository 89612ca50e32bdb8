"""What a block raised: the class that is asked for, or one made from it; the message is free."""

from __future__ import annotations

from tensorgrade.judgement.compare.comparison import Comparison, Mismatch
from tensorgrade.judgement.compare.type_names import short_type
from tensorgrade.protocol.values import RaisedValue

VALUE = RaisedValue
NAME = "an exception"


def words(value: RaisedValue) -> str:
    """Name the class."""
    return short_type(value.bases[0]) if value.bases else "no exception"


def compare(expected: RaisedValue, actual: RaisedValue, comparison: Comparison) -> Mismatch | None:
    """Accept the class that is asked for, and classes made from it; where none is, none."""
    is_right = expected.bases[0] in actual.bases if expected.bases else not actual.bases
    return None if is_right else comparison.mismatch("exception", words(expected), words(actual))
