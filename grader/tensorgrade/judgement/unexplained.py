"""The failing cases of one function that differ in one attribute, as numbers beside numbers.

In: symptoms, and what the reference and a submission left. Out: what relations look at, see
tensorgrade.judgement.relations. Pure.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from tensorgrade.judgement.compare.comparison import Path, Seen, compare
from tensorgrade.judgement.symptom import Symptom, part_at
from tensorgrade.judgement.tolerances import Tolerance, tolerance_for
from tensorgrade.judgement.wording import name_told
from tensorgrade.protocol.messages import CollectedCase
from tensorgrade.protocol.records import CALLS_PER_CASE, Observation
from tensorgrade.protocol.transcript import Evidence, Transcript
from tensorgrade.protocol.values import ArrayValue, NumberValue, SequenceValue, TensorValue, Value

VALUES = ("values", "non-finite")  # attributes of a mismatch that relations of one kind speak of
SHAPE = ("shape",)
DTYPE = ("dtype",)
EXCEPTION = ("exception",)
STRUCTURE = ("structure",)
BY_NUMBERS = ("wrong-scale", "scrambled-axes")  # names that the numbers of one case suffice for
MOST = 1 << 16  # numbers of a tensor that are looked at
ENOUGH = 3  # different numbers that a relation has to hold for, so that it is no chance
SAME = Tolerance(1e-4, 1e-6)


@dataclass(frozen=True)
class Pair:
    """Numbers of the reference and of a submission, in float64 and in their shapes; `tolerance` is the check's."""

    expected: np.ndarray
    actual: np.ndarray
    tolerance: Tolerance
    is_whole: bool = False

    @property
    def has_like_rows(self) -> bool:
        """Whether both have rows, of one shape."""
        return bool(self.expected.ndim and self.actual.ndim) and self.expected.shape[1:] == self.actual.shape[1:]

    @cached_property
    def far(self) -> np.ndarray:
        """Which of the submission's numbers are wrong."""
        return ~near(self.actual, self.expected, self.tolerance)

    @property
    def has_one_shape(self) -> bool:
        """Whether both have the same shape."""
        return self.expected.shape == self.actual.shape


@dataclass(frozen=True)
class Group:
    """Failing cases, in which one attribute differs, and the cases of the function that are right."""

    symptoms: Sequence[Symptom]
    passing: Sequence[CollectedCase]
    expected: Transcript
    actual: Transcript

    @cached_property
    def pairs(self) -> tuple[Pair | None, ...]:
        """What differs in each case as numbers; None where it has none."""
        return tuple(pair_of(symptom) for symptom in self.symptoms)

    @cached_property
    def series(self) -> tuple[tuple[Pair, ...], ...]:
        """Of each case, the tensors of one shape that were observed one after the other."""
        return tuple(series_of(*self.evidence(symptom.case.id)) for symptom in self.symptoms)

    @property
    def later(self) -> tuple[bool, ...]:
        """Whether what differs came after another call than the first."""
        return tuple(symptom.call not in self.actual.of(symptom.case.id).record.calls[:1] for symptom in self.symptoms)

    @property
    def every_number(self) -> str:
        """What a relation holds for, as a sentence begins: all numbers, or those of the part that differs."""
        names = {name_told(symptom) for symptom in self.symptoms if is_part(symptom)}
        if not all(map(is_part, self.symptoms)):
            return "Every number"
        return f"Every number of {names.pop()}" if len(names) == 1 else "Every number that is wrong"

    def right(self) -> Iterator[tuple[str, TensorValue]]:
        """Give the tensors that are as they should be where one in the same place is not, each with its check."""
        paths: dict[str, set[Path]] = {}
        for symptom in self.symptoms:
            paths.setdefault(symptom.observation, set()).add(symptom.mismatch.path if symptom.mismatch else ())
        for case in (*self.passing, *(symptom.case for symptom in self.symptoms)):
            for observation in right_in(*self.evidence(case.id), is_right=case in self.passing):
                for path in paths.get(observation.name, ()):
                    part = part_at(observation.value, path)
                    if isinstance(part, TensorValue):
                        yield case.check, part

    def evidence(self, case: str) -> tuple[Evidence, Evidence]:
        """Return what the reference and the submission left of a case."""
        return self.expected.of(case), self.actual.of(case)

    @property
    def numbers(self) -> tuple[Pair, ...]:
        """The pairs, where each case has one; none where a case has none."""
        return tuple(pair for pair in self.pairs if pair is not None) if None not in self.pairs else ()

    @property
    def alike(self) -> tuple[Pair, ...]:
        """The pairs, where both sides have one shape in each case; else none."""
        return self.numbers if all(pair.has_one_shape for pair in self.numbers) else ()


def is_part(symptom: Symptom) -> bool:
    """Say whether a part of an observation differs, and only that is looked at."""
    has_path = symptom.mismatch is not None and bool(symptom.mismatch.path)
    return has_path and symptom.expected is not None and not listed_in(symptom.expected.observation.value)


def near(actual: np.ndarray, expected: np.ndarray, tolerance: Tolerance = SAME) -> np.ndarray:
    """Say which numbers are equal within a tolerance; NaN equals NaN."""
    close: np.ndarray = np.isclose(actual, expected, rtol=tolerance.rtol, atol=tolerance.atol, equal_nan=True)
    return close


def are_near(actual: np.ndarray, expected: np.ndarray) -> bool:
    """Say whether two arrays have one shape, and numbers that are equal but for rounding."""
    return actual.shape == expected.shape and bool(near(actual, expected).all())


def is_enough(pairs: Sequence[Pair]) -> bool:
    """Say whether the wrong numbers are many, and different ones were expected."""
    wrong = [pair.expected[pair.far] for pair in pairs]
    return bool(wrong) and len(np.unique(np.round(np.concatenate(wrong), 6))) >= ENOUGH


def pair_of(symptom: Symptom) -> Pair | None:
    """Return what differs in a case as numbers; None where it has none."""
    parts = symptom.parts()
    if parts is None or symptom.expected is None or symptom.actual is None:
        return None
    return lists_of(symptom.expected, symptom.actual, symptom) or paired(*parts, symptom.expected, symptom.actual)


def lists_of(first: Seen, other: Seen, symptom: Symptom) -> Pair | None:
    """Return two lists of numbers whole, where one of these differs; None where they are none.

    first, other: the observations that a symptom is about.
    """
    lists = [listed_in(seen.observation.value) for seen in (first, other)]
    if symptom.mismatch is None or len(symptom.mismatch.path) != 1 or not lists[0] or len(lists[0]) != len(lists[1]):
        return None
    expected, actual = (np.array(numbers, dtype=np.float64) for numbers in lists)
    asked = first.observation
    is_whole = all(isinstance(number, int) for number in lists[0])
    tolerance = Tolerance(0, 0) if is_whole else tolerance_for("float", first.device, asked.rtol, asked.atol)
    return Pair(expected, actual, tolerance, is_whole)


def listed_in(value: Value) -> list[int | float]:
    """Return the numbers of a list; none where it has anything else."""
    items = value.items if isinstance(value, SequenceValue) and value.type == "list" else ()
    numbers = [item.number for item in items if isinstance(item, NumberValue)]
    return numbers if len(numbers) == len(items) else []


def paired(expected: Value, actual: Value, first: Seen, other: Seen) -> Pair | None:
    """Return two values as numbers; None where they have none. first, other: the observations that hold them."""
    wanted, given = numbers_of(expected, first), numbers_of(actual, other)
    if wanted is None or given is None:
        return None
    kind = expected.dtype if isinstance(expected, TensorValue) else "float"
    asked = first.observation
    is_whole = wanted.dtype.kind in "iub"
    tolerance = Tolerance(0, 0) if is_whole else tolerance_for(kind, first.device, asked.rtol, asked.atol)
    return Pair(wanted.astype(np.float64), given.astype(np.float64), tolerance, is_whole)


def numbers_of(value: Value, seen: Seen) -> np.ndarray | None:
    """Return the numbers of a tensor, an array or a number, in its shape; None for anything else."""
    if isinstance(value, NumberValue):
        return np.array(value.number)
    tensor = value.numbers if isinstance(value, ArrayValue) else value
    if not isinstance(tensor, TensorValue) or tensor.values is None or "complex" in tensor.dtype:
        return None
    if math.prod(tensor.shape) > MOST:
        return None
    return seen.arrays[tensor.values].reshape(tensor.shape)


def series_of(expected: Evidence, actual: Evidence) -> tuple[Pair, ...]:
    """Return the first tensors of one shape that were observed one after the other, each after a call of its own."""
    found: list[Pair] = []
    names: set[str] = set()
    for seen, other in observed(expected, actual):
        value, given = seen.observation.value, other.observation.value
        pair = paired(value, given, seen, other) if isinstance(value, TensorValue) else None
        goes_on = pair is not None and pair.has_one_shape and seen.observation.name not in names
        if goes_on and pair is not None and (not found or found[-1].expected.shape == pair.expected.shape):
            found.append(pair)
            names.add(seen.observation.name)
        elif len(found) > 1:
            break
        else:
            found, names = [], set()
    has_calls = len(expected.record.calls) >= min(len(found), CALLS_PER_CASE)
    return tuple(found) if len(found) > 1 and has_calls else ()


def right_in(expected: Evidence, actual: Evidence, *, is_right: bool) -> Iterator[Observation]:
    """Give the reference's observations up to the first that the submission has otherwise. is_right: it has none."""
    for seen, other in observed(expected, actual):
        if not is_right and compare(seen, other) is not None:
            return
        yield seen.observation


def observed(expected: Evidence, actual: Evidence) -> Iterator[tuple[Seen, Seen]]:
    """Pair what was observed of the reference with what was observed of a submission."""
    pairs = zip(expected.record.observations, actual.record.observations, strict=False)
    for one, other in pairs:
        yield Seen(one, expected.arrays), Seen(other, actual.arrays)
