"""Compare one observation of a submission with the reference's: the first attribute that differs, and by how much.

The order is structure, type, then of a tensor that of TensorValue's fields: the first cause and not the first symptom.
Pure: two observations in, a Mismatch or None out.

Each file in `kinds` is one kind of value, found by being there. VALUE is its structure in a record; NAME is its type as
a reader knows it, or `name(value)` gives that. What it need not have: `type_of(value)`, where one structure stands for
several types; `words(value)`, how a plain value is written; `compare(expected, actual, comparison)`, where two of the
same type may differ in other ways than by not being equal.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from types import ModuleType
from typing import Any

from tensorgrade.discovery import names_in
from tensorgrade.judgement.compare import kinds
from tensorgrade.judgement.compare.arrays import Difference
from tensorgrade.judgement.tolerances import Tolerance
from tensorgrade.protocol.frames import Arrays
from tensorgrade.protocol.records import Observation
from tensorgrade.protocol.values import OtherValue, Value

Path = tuple[int | str, ...]


@dataclass(frozen=True)
class Mismatch:
    """The first attribute in which an observation differs, and how both sides are written.

    `path` leads from the observation to the part that differs: indices of lists and tuples, keys of dicts, and `.name`
    for the parts of an object.
    """

    attribute: str
    expected: str
    actual: str
    path: Path = ()
    difference: Difference | None = None
    tolerance: Tolerance | None = None


@dataclass(frozen=True)
class Seen:
    """An observation with the arrays that it names, and the device of its case."""

    observation: Observation
    arrays: Arrays
    device: str = "cpu"


@dataclass(frozen=True)
class Comparison:
    """Two observations, and how far the comparison has come: `path` leads to the parts that are compared now.

    Tolerances and options are the expected observation's.
    """

    expected: Seen
    actual: Seen
    path: Path = ()

    @property
    def asked(self) -> Observation:
        """What the check asked for."""
        return self.expected.observation

    def of(self, expected: Value, actual: Value) -> Mismatch | None:
        """Compare two values, of whatever kinds."""
        kind = kind_of(expected)
        if type(expected) is not type(actual) or kind.type_of(expected) != kind.type_of(actual):
            return self.mismatch("type", *types_told_apart(expected, actual))
        return kind.compare(expected, actual, self)

    def of_parts(self, step: int | str, expected: Value, actual: Value) -> Mismatch | None:
        """Compare what lies one step further."""
        return replace(self, path=(*self.path, step)).of(expected, actual)

    def mismatch(
        self,
        attribute: str,
        expected: str,
        actual: str,
        difference: Difference | None = None,
        tolerance: Tolerance | None = None,
    ) -> Mismatch:
        """Say what differs here."""
        return Mismatch(attribute, expected, actual, self.path, difference, tolerance)


@dataclass(frozen=True)
class Kind:
    """One kind of value as its file defines it."""

    name: Callable[[Any], str]
    type_of: Callable[[Any], str]
    words: Callable[[Any], str]
    compare: Callable[[Any, Any, Comparison], Mismatch | None]


def compare(expected: Seen, actual: Seen) -> Mismatch | None:
    """Return the first mismatch of `actual` with `expected`. Tolerances and options are the expected observation's."""
    return Comparison(expected, actual).of(expected.observation.value, actual.observation.value)


def words_of(value: Value) -> str:
    """Write a value for a reader: a plain one as it is, another one by its type."""
    return kind_of(value).words(value)


def types_told_apart(expected: Value, actual: Value) -> tuple[str, str]:
    """Name two types, with why one could not be looked into where the names alone are the same."""
    first, other = (kind_of(value).name(value) for value in (expected, actual))
    if first != other:
        return first, other
    first, other = (getattr(value, "type", first) for value in (expected, actual))
    if first != other:
        return first, other
    notes = (value.note if isinstance(value, OtherValue) else "" for value in (expected, actual))
    why, other_why = (f" ({note})" if note else "" for note in notes)
    return first + why, other + other_why


def kind_of(value: Value) -> Kind:
    """Return the kind of a value."""
    return found_kinds()[type(value)]


@cache
def found_kinds() -> Mapping[type, Kind]:
    """Find the kinds of values, by their structures."""
    modules = [importlib.import_module(f"{kinds.__name__}.{name}") for name in names_in(kinds)]
    return {module.VALUE: kind_in(module) for module in modules}


def kind_in(module: ModuleType) -> Kind:
    """Read a kind of value from its file."""
    name = getattr(module, "name", lambda value: module.NAME)
    return Kind(
        name=name,
        type_of=getattr(module, "type_of", lambda value: ""),
        words=getattr(module, "words", name),
        compare=getattr(module, "compare", compare_wholly),
    )


def compare_wholly(expected: Value, actual: Value, comparison: Comparison) -> Mismatch | None:
    """Compare two values that are equal or not."""
    return None if expected == actual else comparison.mismatch("values", words_of(expected), words_of(actual))
