"""Compare one observation of a submission with the reference's: the first attribute that differs, and by how much.

The order is structure, type, shape, dtype, device, layout, values, graph: the first cause and not the first
symptom. Pure: two observations in, a Mismatch or None out.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

import numpy as np

from tensorgrade.judgement.tolerances import Tolerance, tolerance_for
from tensorgrade.protocol.frames import Arrays
from tensorgrade.protocol.records import (
    MappingValue,
    ModuleValue,
    NumberValue,
    Observation,
    OtherValue,
    RaisedValue,
    SequenceValue,
    TensorValue,
    TextValue,
    TorchValue,
    Value,
)

Attribute = Literal[
    "structure", "type", "shape", "dtype", "device", "layout", "non-finite", "values", "graph", "exception"
]
KEYS_TOLD = 6
CHUNK = 1 << 18


@dataclass(frozen=True)
class Difference:
    """How far two arrays of numbers are apart. `index` is where the greatest difference is; numbers are float64."""

    greatest: float
    index: tuple[int, ...]
    expected: float
    actual: float
    count: int
    total: int


@dataclass(frozen=True)
class Mismatch:
    """The first attribute in which an observation differs.

    `path` leads from the observation to the part that differs.
    """

    attribute: Attribute
    expected: str
    actual: str
    path: str = ""
    difference: Difference | None = None
    tolerance: Tolerance | None = None


@dataclass(frozen=True)
class Seen:
    """An observation with the arrays that it names, and the device of its case."""

    observation: Observation
    arrays: Arrays
    device: str = "cpu"


def compare(expected: Seen, actual: Seen) -> Mismatch | None:
    """Return the first mismatch of `actual` with `expected`. Tolerances and options are the expected observation's."""
    return _Comparison(expected, actual).value(expected.observation.value, actual.observation.value, "")


class _Comparison:
    def __init__(self, expected: Seen, actual: Seen) -> None:
        self._asked = expected.observation
        self._device = expected.device
        self._expected_arrays = expected.arrays
        self._actual_arrays = actual.arrays

    def value(self, expected: Value, actual: Value, path: str) -> Mismatch | None:
        if isinstance(expected, RaisedValue):
            return self.raised(expected, actual, path)
        if type(expected) is not type(actual) or type_of(expected) != type_of(actual):
            return Mismatch("type", *told_apart(expected, actual), path)
        if isinstance(expected, TensorValue) and isinstance(actual, TensorValue):
            return self.tensor(expected, actual, path)
        if isinstance(expected, NumberValue) and isinstance(actual, NumberValue):
            return self.number(expected, actual, path)
        if isinstance(expected, SequenceValue) and isinstance(actual, SequenceValue):
            return self.sequence(expected, actual, path)
        if isinstance(expected, MappingValue) and isinstance(actual, MappingValue):
            return self.mapping(expected, actual, path)
        if isinstance(expected, ModuleValue) and isinstance(actual, ModuleValue):
            return self.module(expected, actual, path)
        if expected != actual:
            return Mismatch("values", told(expected), told(actual), path)
        return None

    def raised(self, expected: RaisedValue, actual: Value, path: str) -> Mismatch | None:
        if not isinstance(actual, RaisedValue):
            return Mismatch("type", kind_of(expected), kind_of(actual), path)
        asked = expected.bases[0] if expected.bases else None
        if (asked is None and not actual.bases) or (asked is not None and asked in actual.bases):
            return None
        return Mismatch("exception", told(expected), told(actual), path)

    def sequence(self, expected: SequenceValue, actual: SequenceValue, path: str) -> Mismatch | None:
        if len(expected.items) != len(actual.items):
            return Mismatch(
                "structure",
                f"a {expected.type} of {len(expected.items)}",
                f"a {actual.type} of {len(actual.items)}",
                path,
            )
        for i, (one, other) in enumerate(zip(expected.items, actual.items, strict=True)):
            found = self.value(one, other, f"{path}[{i}]")
            if found:
                return found
        return None

    def mapping(self, expected: MappingValue, actual: MappingValue, path: str) -> Mismatch | None:
        wanted, found = dict(expected.items), dict(actual.items)
        if wanted.keys() != found.keys():
            return Mismatch("structure", keys_told(wanted), keys_told(found), path)
        for key, one in wanted.items():
            mismatch = self.value(one, found[key], f"{path}[{key}]")
            if mismatch:
                return mismatch
        return None

    def module(self, expected: ModuleValue, actual: ModuleValue, path: str) -> Mismatch | None:
        for attribute in ("children", "parameters"):
            one, other = getattr(expected, attribute), getattr(actual, attribute)
            if one != other:
                return Mismatch("structure", f"{attribute} {list(one)}"[:300], f"{attribute} {list(other)}"[:300], path)
        return None

    def number(self, expected: NumberValue, actual: NumberValue, path: str) -> Mismatch | None:
        if expected.type != "float":
            same = expected.text == actual.text
            return None if same else Mismatch("values", expected.text, actual.text, path)
        one, other = float(expected.number), float(actual.number)
        if self._asked.at_least is not None:
            floor = one - self._asked.at_least
            enough = math.isfinite(other) and other >= floor
            return None if enough else Mismatch("values", f"at least {floor:.4g}", f"{other:.4g}", path)
        tolerance = tolerance_for("float", self._device, self._asked.rtol, self._asked.atol)
        found = difference_of(np.array(one), np.array(other), (), tolerance)
        if found is None:
            return None
        attribute: Attribute = "non-finite" if math.isfinite(one) and not math.isfinite(other) else "values"
        return Mismatch(attribute, f"{one:.6g}", f"{other:.6g}", path, found, tolerance)

    def tensor(self, expected: TensorValue, actual: TensorValue, path: str) -> Mismatch | None:
        if expected.shape != actual.shape:
            return Mismatch("shape", str(expected.shape), str(actual.shape), path)
        if expected.dtype != actual.dtype:
            return Mismatch("dtype", expected.dtype, actual.dtype, path)
        if expected.device != actual.device:
            return Mismatch("device", expected.device, actual.device, path)
        if self._asked.layout and expected.strides != actual.strides:
            return Mismatch("layout", f"strides {expected.strides}", f"strides {actual.strides}", path)
        return self.numbers(expected, actual, path) or self.graph(expected, actual, path)

    def numbers(self, expected: TensorValue, actual: TensorValue, path: str) -> Mismatch | None:
        if expected.values is None:
            return None
        if actual.values is None:
            return Mismatch("values", "recorded numbers", actual.note or "no numbers", path)
        one, other = self._expected_arrays[expected.values], self._actual_arrays[actual.values]
        if one.dtype != other.dtype:
            return Mismatch("dtype", expected.dtype, str(other.dtype), path)
        tolerance = tolerance_for(expected.dtype, expected.device, self._asked.rtol, self._asked.atol)
        found = difference_of(one, other, expected.shape, tolerance)
        if found is None:
            return None
        lost = bool(np.isfinite(one).all() and not np.isfinite(other).all())
        return Mismatch(
            "non-finite" if lost else "values", f"{found.expected:.6g}", f"{found.actual:.6g}", path, found, tolerance
        )

    def graph(self, expected: TensorValue, actual: TensorValue, path: str) -> Mismatch | None:
        if not self._asked.graph or expected.requires_grad == actual.requires_grad:
            return None
        return Mismatch(
            "graph", f"requires_grad={expected.requires_grad}", f"requires_grad={actual.requires_grad}", path
        )


def difference_of(
    expected: np.ndarray, actual: np.ndarray, shape: tuple[int, ...], tolerance: Tolerance
) -> Difference | None:
    """Compare arrays of equal size element by element; NaN equals NaN and inf equals inf of the same sign.

    Integers are compared exactly, floats in float64. Returns None when all are within the tolerance.
    """
    one, other = expected.reshape(-1), actual.reshape(-1)
    count, worst, heaviest, greatest = 0, 0, -1.0, 0.0
    for start, first, second in zip(range(0, one.size, CHUNK), chunks(one), chunks(other), strict=True):
        gap, wrong = gaps(first, second, tolerance)
        if not wrong.any():
            continue
        count += int(wrong.sum())
        weight = np.where(wrong, np.where(np.isfinite(gap), gap, np.inf), -1.0)
        at = int(weight.argmax())
        if weight[at] > heaviest:
            worst, heaviest, greatest = start + at, float(weight[at]), float(gap[at])
    if not count:
        return None
    index = tuple(int(i) for i in np.unravel_index(worst, shape)) if shape and math.prod(shape) == one.size else ()
    return Difference(greatest, index, float(one[worst]), float(other[worst]), count, int(one.size))


def chunks(numbers: np.ndarray) -> Iterator[np.ndarray]:
    """Cut a flat array into parts, so that what is computed from each needs little memory."""
    return (numbers[start : start + CHUNK] for start in range(0, numbers.size, CHUNK))


def gaps(expected: np.ndarray, actual: np.ndarray, tolerance: Tolerance) -> tuple[np.ndarray, np.ndarray]:
    """Return how far numbers are apart, in float64, and which of them are too far."""
    one, other = expected.astype(np.float64), actual.astype(np.float64)
    with np.errstate(all="ignore"):
        gap = np.abs(other - one)
        if expected.dtype.kind != "f":
            return gap, expected != actual
        near = gap <= tolerance.atol + tolerance.rtol * np.abs(one)
    near &= np.isfinite(one) & np.isfinite(other)
    return gap, ~(near | (one == other) | (np.isnan(one) & np.isnan(other)))


def type_of(value: Value) -> str:
    """Name the type of a value where one structure stands for several types."""
    if isinstance(value, NumberValue | SequenceValue | TorchValue | OtherValue):
        return value.type
    return ""


def kind_of(value: Value) -> str:
    """Name the type of a value as a reader knows it."""
    names = {
        "TensorValue": "torch.Tensor",
        "TextValue": "str",
        "NoneValue": "None",
        "MappingValue": "dict",
        "RaisedValue": "an exception",
    }
    if isinstance(value, ModuleValue):
        return value.type
    return names.get(type(value).__name__) or type_of(value)


def told_apart(expected: Value, actual: Value) -> tuple[str, str]:
    """Name two types, with why one could not be looked into where the names alone are the same."""
    one, other = kind_of(expected), kind_of(actual)
    if one != other:
        return one, other
    notes = (value.note if isinstance(value, OtherValue) else "" for value in (expected, actual))
    first, second = (f" ({note})" if note else "" for note in notes)
    return one + first, other + second


def told(value: Value) -> str:
    """Write a plain value for a reader."""
    if isinstance(value, RaisedValue):
        return value.bases[0].removeprefix("builtins.") if value.bases else "no exception"
    if isinstance(value, TextValue | TorchValue | NumberValue):
        return value.text
    return kind_of(value)


def keys_told(mapping: dict[str, Value]) -> str:
    """List the keys of a dict."""
    keys = list(mapping)
    return "keys " + (", ".join(keys[:KEYS_TOLD]) or "none") + (", ..." if len(keys) > KEYS_TOLD else "")
