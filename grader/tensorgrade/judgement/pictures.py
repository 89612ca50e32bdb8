"""What a diagnosis shows beside its words: the two sides of a symptom as numbers, shapes or curves. Pure.

A symptom goes in; pictures come out, of bounded size whatever the submission made. Reports draw them. They hold what
the check recorded on both sides, so those of hidden checks are left out of every result (tensorgrade.scoring.points).
"""

from __future__ import annotations

import math

import msgspec
import numpy as np

from tensorgrade.judgement.compare.arrays import chunks
from tensorgrade.judgement.symptom import Symptom
from tensorgrade.protocol.frames import Arrays
from tensorgrade.protocol.values import MappingValue, NumberValue, SequenceValue, TensorValue, Value

WINDOW = 8
DIMENSIONS = 6
STEPS = range(2, 101)


class Shapes(msgspec.Struct, frozen=True, tag_field="kind", tag="shapes"):
    """Two shapes that differ."""

    actual: tuple[int, ...]
    expected: tuple[int, ...]


class Numbers(msgspec.Struct, frozen=True, tag_field="kind", tag="numbers"):
    """A window of two tensors of one shape, around their greatest difference.

    Leading dimensions are folded into rows; `row` and `column` are those of the window's first number.
    Numbers are text, for JSON has no NaN and no infinity.
    """

    shape: tuple[int, ...]
    row: int
    column: int
    actual: tuple[tuple[str, ...], ...]
    expected: tuple[tuple[str, ...], ...]


class Curves(msgspec.Struct, frozen=True, tag_field="kind", tag="curves"):
    """A number for each step: a loss, or the norm of the tensors of a step. `label` says of what; numbers are text."""

    label: str
    actual: tuple[str, ...]
    expected: tuple[str, ...]


Picture = Shapes | Numbers | Curves


def pictures_of(symptom: Symptom) -> tuple[Picture, ...]:
    """Return the pictures that tell more than the words of a mismatch."""
    if symptom.mismatch is None:
        return ()
    found = (shapes_of(symptom), curves_of(symptom), numbers_of(symptom))
    return tuple(picture for picture in found if picture is not None)


def shapes_of(symptom: Symptom) -> Shapes | None:
    """Return both shapes where they differ."""
    pair = symptom.tensors()
    if pair is None or symptom.attribute != "shape":
        return None
    expected, actual = pair
    if max(len(expected.shape), len(actual.shape)) > DIMENSIONS:
        return None
    return Shapes(actual=actual.shape, expected=expected.shape)


def numbers_of(symptom: Symptom) -> Numbers | None:
    """Return the numbers around the greatest difference, where numbers differ and there is more than one."""
    pair = symptom.arrays()
    if pair is None or symptom.attribute not in ("values", "non-finite"):
        return None
    expected, actual = pair
    if expected.shape != actual.shape or expected.size < 2 or expected.ndim > DIMENSIONS:
        return None
    difference = symptom.mismatch.difference if symptom.mismatch else None
    worst = int(np.ravel_multi_index(difference.index, expected.shape)) if difference and difference.index else 0
    first, other = (side.reshape(-1, side.shape[-1]) for side in (expected, actual))
    row, column = (window_start(at, size) for at, size in zip(divmod(worst, first.shape[1]), first.shape, strict=True))
    part = np.s_[row : row + WINDOW, column : column + WINDOW]
    return Numbers(expected.shape, row, column, actual=table(other[part]), expected=table(first[part]))


def window_start(worst: int, size: int) -> int:
    """Return where a window that holds `worst` starts, as near to its middle as the size allows."""
    return max(0, min(worst - WINDOW // 2, size - WINDOW))


def table(numbers: np.ndarray) -> tuple[tuple[str, ...], ...]:
    """Write numbers as text, row by row."""
    return tuple(tuple(f"{value:.8g}" for value in row) for row in numbers.tolist())


def curves_of(symptom: Symptom) -> Curves | None:
    """Return a number for each step, where the observation that differs is one value for each of several steps."""
    if symptom.expected is None or symptom.actual is None or symptom.mismatch is None:
        return None
    last = symptom.mismatch.path[-1:]
    key = last[0] if last and isinstance(last[0], str) else ""
    expected, actual = (
        steps_of(seen.observation.value, seen.arrays, key) for seen in (symptom.expected, symptom.actual)
    )
    if len(expected) not in STEPS or len(actual) not in STEPS:
        return None
    label = symptom.observation
    if symptom.mismatch.difference is not None and symptom.mismatch.difference.total > 1:
        label = f"norm of {label}"
    elif key and not key.isdigit():
        label += ": " + key.strip("'")
    return Curves(label=label, actual=actual, expected=expected)


def steps_of(value: Value, arrays: Arrays, key: str) -> tuple[str, ...]:
    """Return a number for each item of a sequence; none at all where an item gives no number."""
    if not isinstance(value, SequenceValue) or len(value.items) not in STEPS:
        return ()
    found = [step_of(item, arrays, key) for item in value.items]
    return tuple(f"{number:.8g}" for number in found if number is not None) if None not in found else ()


def step_of(item: Value, arrays: Arrays, key: str) -> float | None:
    """Return the number of one step: a float, the entry `key` of a dict, or the norm of a list of tensors."""
    if isinstance(item, NumberValue):
        return float(item.number) if item.type == "float" else None
    if isinstance(item, MappingValue):
        entry = dict(item.items).get(key)
        return step_of(entry, arrays, key) if isinstance(entry, NumberValue) else None
    if not isinstance(item, SequenceValue):
        return None
    recorded = [arrays[part.values] for part in item.items if isinstance(part, TensorValue) and part.values]
    if not recorded or len(recorded) != len(item.items):
        return None
    with np.errstate(all="ignore"):
        squares = (np.square(part, dtype=np.float64).sum() for array in recorded for part in chunks(array.reshape(-1)))
        return math.sqrt(sum(squares))
