"""A str: as it is written."""

from __future__ import annotations

from tensorgrade.protocol.records import TextValue

VALUE = TextValue
NAME = "str"


def words(value: TextValue) -> str:
    """Write it."""
    return value.text
