"""What has parts with names, a dataclass, a sparse tensor, bytes: the same names, then each part."""

from __future__ import annotations

from collections.abc import Mapping

from tensorgrade.judgement.compare.comparison import Comparison, Mismatch
from tensorgrade.judgement.compare.type_names import short_type
from tensorgrade.protocol.values import ObjectValue

VALUE = ObjectValue


def name(value: ObjectValue) -> str:
    """Name its type."""
    return short_type(value.type)


def type_of(value: ObjectValue) -> str:
    """Tell types by their own names: students define theirs in other modules than the reference."""
    return short_type(value.type)


def compare(expected: ObjectValue, actual: ObjectValue, comparison: Comparison) -> Mismatch | None:
    """Compare the names of the parts, then each part."""
    wanted, given = dict(expected.fields), dict(actual.fields)
    if wanted.keys() != given.keys():
        return comparison.mismatch("structure", names_told(wanted), names_told(given))
    for part, value in wanted.items():
        if mismatch := comparison.of_parts(f".{part}", value, given[part]):
            return mismatch
    return None


def names_told(parts: Mapping[str, object]) -> str:
    """List the names of the parts."""
    return f"parts {', '.join(parts) or 'none'}"
