"""An nn.Module: its children, then its parameters and buffers; its own class is free."""

from __future__ import annotations

from collections.abc import Sequence

from tensorgrade.judgement.compare.comparison import Comparison, Mismatch
from tensorgrade.protocol.records import ModuleValue

VALUE = ModuleValue
MOST = 300  # characters of what is told of either side


def name(value: ModuleValue) -> str:
    """Name its class."""
    return value.type


def compare(expected: ModuleValue, actual: ModuleValue, comparison: Comparison) -> Mismatch | None:
    """Compare the types of the children, then shape, dtype and requires_grad of what is registered."""
    parts: tuple[tuple[str, Sequence[object], Sequence[object]], ...] = (
        ("children", expected.children, actual.children),
        ("parameters", expected.parameters, actual.parameters),
    )
    for what, wanted, given in parts:
        if wanted != given:
            return comparison.mismatch("structure", f"{what} {list(wanted)}"[:MOST], f"{what} {list(given)}"[:MOST])
    return None
