"""An nn.Module: its children, then its parameters and buffers; its own class is free."""

from __future__ import annotations

from collections.abc import Mapping

from tensorgrade.judgement.compare.comparison import Comparison, Mismatch
from tensorgrade.judgement.compare.type_names import short_type
from tensorgrade.protocol.values import ModuleValue

VALUE = ModuleValue
MOST = 300  # characters of what is told of either side


def name(value: ModuleValue) -> str:
    """Name its class."""
    return short_type(value.type)


def compare(expected: ModuleValue, actual: ModuleValue, comparison: Comparison) -> Mismatch | None:
    """Compare the types of the children, then shape, dtype and requires_grad of what is registered."""
    if expected.children != actual.children:
        return mismatch_in("children", children_of(expected), children_of(actual), comparison)
    if expected.parameters != actual.parameters:
        return mismatch_in("parameters", parameters_of(expected), parameters_of(actual), comparison)
    return None


def mismatch_in(what: str, wanted: Mapping[str, str], given: Mapping[str, str], comparison: Comparison) -> Mismatch:
    """Tell on either side what the other has not."""
    return comparison.mismatch("structure", told_apart(what, wanted, given), told_apart(what, given, wanted))


def children_of(module: ModuleValue) -> Mapping[str, str]:
    """Return the types of the children, by name."""
    return {name: short_type(type_) for name, type_ in module.children}


def parameters_of(module: ModuleValue) -> Mapping[str, str]:
    """Return what is compared of each parameter and buffer, by name."""
    return {
        name: f"{shape} {dtype}{'' if requires_grad else ' without requires_grad'}"
        for name, shape, dtype, requires_grad in module.parameters
    }


def told_apart(what: str, those: Mapping[str, str], other: Mapping[str, str]) -> str:
    """List the parts that the other side has not; all of them, where only the order differs."""
    apart = {name: words for name, words in those.items() if other.get(name) != words}
    if dict(those) == dict(other):
        apart = dict(those)
    listed = ", ".join(f"{name}: {words}" for name, words in apart.items())
    return f"{what} {listed}"[:MOST] if listed else f"no such {what}"
