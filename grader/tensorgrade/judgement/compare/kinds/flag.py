"""A bool: one of two."""

from __future__ import annotations

from tensorgrade.protocol.values import FlagValue

VALUE = FlagValue
NAME = "bool"


def words(value: FlagValue) -> str:
    """Write it as Python does."""
    return str(value.value)
