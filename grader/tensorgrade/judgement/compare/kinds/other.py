"""A value that nobody looks into: by its type, and why it is one."""

from __future__ import annotations

from tensorgrade.judgement.compare.type_names import short_type
from tensorgrade.protocol.values import OtherValue

VALUE = OtherValue


def name(value: OtherValue) -> str:
    """Name its type."""
    return short_type(value.type)


def type_of(value: OtherValue) -> str:
    """Tell its type."""
    return value.type
