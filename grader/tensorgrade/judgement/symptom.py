"""How one case of a submission differs from the reference.

The first cause, with all that a diagnosis may look at. Pure.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from tensorgrade.judgement.compare.comparison import Mismatch, Path, Seen, compare, words_of
from tensorgrade.protocol.endings import DECISIVE, EndingKind
from tensorgrade.protocol.fields import Place
from tensorgrade.protocol.messages import CollectedCase
from tensorgrade.protocol.records import Ending, Failure, Observation
from tensorgrade.protocol.transcript import Evidence
from tensorgrade.protocol.values import (
    FlagValue,
    MappingValue,
    NoneValue,
    ObjectValue,
    RaisedValue,
    SequenceValue,
    TensorValue,
    TextValue,
    Value,
)


@dataclass(frozen=True)
class Symptom:
    """What is wrong with one case.

    Exactly one of these tells it: `mismatch` (with the two observations), `state_changes`, or the ending.
    others_before: how many observations about other mistakes, named by the author, come before the one that differs.
    """

    case: CollectedCase
    ending: Ending
    call: str = ""
    mismatch: Mismatch | None = None
    expected: Seen | None = None
    actual: Seen | None = None
    state_changes: tuple[str, ...] = ()
    printed: str = ""
    others_before: int = 0

    @property
    def suspect(self) -> str | None:
        """The diagnosis that a difference in this observation points to.

        The author of the check named it, or the recorder did by what it saw change.
        """
        for seen in (self.actual, self.expected):
            if seen is not None and seen.observation.suspect:
                return seen.observation.suspect
        return None

    @property
    def attribute(self) -> str:
        """The first attribute that differs; empty where there is no mismatch."""
        return self.mismatch.attribute if self.mismatch else ""

    @property
    def failure(self) -> Failure | None:
        """The exception that ended the case, when that is what is wrong."""
        return None if self.mismatch or self.state_changes else self.ending.failure

    @property
    def place(self) -> Place | None:
        """The student's line at which it went wrong, where one is known."""
        if self.ending.line is not None:
            return self.ending.line.place
        if self.failure is not None and self.failure.place is not None:
            return self.failure.place
        tensors = self.tensors_that_differ_in("device")
        return tensors[1].made if tensors else self.ending.stopped_at

    @property
    def observation(self) -> str:
        """The name of the observation that differs."""
        return self.expected.observation.name if self.expected else ""

    @property
    def argument(self) -> str:
        """The argument that was looked at, where it was one; else the observation, by its name."""
        return (self.expected.observation.argument if self.expected else "") or self.observation

    def parts(self) -> tuple[Value, Value] | None:
        """The two values that differ: the observations, or what the mismatch leads to in them."""
        if self.expected is None or self.actual is None or self.mismatch is None:
            return None
        wanted, other = (seen.observation.value for seen in (self.expected, self.actual))
        return part_at(wanted, self.mismatch.path), part_at(other, self.mismatch.path)

    def tensors(self) -> tuple[TensorValue, TensorValue] | None:
        """The two tensors that differ, when both are tensors."""
        wanted, other = self.parts() or (None, None)
        return (wanted, other) if isinstance(wanted, TensorValue) and isinstance(other, TensorValue) else None

    def tensors_that_differ_in(self, attribute: str) -> tuple[TensorValue, TensorValue] | None:
        """The two tensors that differ, when this is the first attribute in which they do."""
        return self.tensors() if self.attribute == attribute else None

    def arrays(self) -> tuple[np.ndarray, np.ndarray] | None:
        """The numbers of the two tensors that differ, in their shapes, when both were recorded and are real."""
        pair = self.tensors()
        if pair is None or self.expected is None or self.actual is None:
            return None
        wanted, other = pair
        if wanted.values is None or other.values is None or "complex" in wanted.dtype + other.dtype:
            return None
        return self.expected.arrays[wanted.values].reshape(wanted.shape), self.actual.arrays[other.values].reshape(
            other.shape
        )

    def actual_is_none(self) -> bool:
        """Say whether the submission had None where the reference had something else."""
        parts = self.parts()
        return parts is not None and isinstance(parts[1], NoneValue)

    def actual_flag(self) -> bool | None:
        """The submission's value, where it is a bool."""
        value = self.actual.observation.value if self.actual else None
        return value.value if isinstance(value, FlagValue) else None

    def nothing_was_raised(self) -> bool:
        """Say whether an exception is asked for that was not raised."""
        value = self.actual.observation.value if self.actual else None
        return isinstance(value, RaisedValue) and not value.bases

    def actual_text(self) -> str:
        """The submission's plain value, as a reader is told: `True`, `3`, `ValueError`, `no exception`."""
        value = self.actual.observation.value if self.actual else None
        if isinstance(value, TextValue):
            return value.text
        return words_of(value) if value is not None else ""


def part_at(value: Value, path: Path) -> Value:
    """Follow a mismatch's path through sequences, dicts and objects, as far as it leads."""
    for step in path:
        parts: Mapping[int | str, Value] = {}
        if isinstance(value, SequenceValue):
            parts = dict(enumerate(value.items))
        elif isinstance(value, MappingValue):
            parts = dict(value.items)
        elif isinstance(value, ObjectValue):
            parts = {f".{name}": part for name, part in value.fields}
        if step not in parts:
            break
        value = parts[step]
    return value


def symptom_of(case: CollectedCase, expected: Evidence, actual: Evidence) -> Symptom | None:
    """Return what is wrong with `actual`, or None when it agrees with `expected` in everything."""
    record = actual.record
    last_call = record.calls[-1] if record.calls else ""
    plain = Symptom(case, record.ending, last_call, printed=actual.printed)
    if record.ending.kind in DECISIVE:
        return plain
    foreign = tuple(change for change in record.state_changes if change not in expected.record.state_changes)
    switches = tuple(change for change in foreign if change != "seed")
    if switches:
        return Symptom(case, record.ending, last_call, state_changes=switches, printed=actual.printed)
    different = _first_difference(case, expected, actual)
    if different is not None or record.ending.kind == EndingKind.RAISED:
        return different or plain
    if len(record.observations) != len(expected.record.observations):
        return Symptom(
            case, Ending(EndingKind.UNREADABLE, note="the case observed other things than it should"), last_call
        )
    if foreign:
        return Symptom(case, record.ending, last_call, state_changes=foreign, printed=actual.printed)
    return None


def _first_difference(case: CollectedCase, expected: Evidence, actual: Evidence) -> Symptom | None:
    return next(differences_of(case, expected, actual), None)


def differences_of(case: CollectedCase, expected: Evidence, actual: Evidence) -> Iterator[Symptom]:
    """Give all differences in what the contract asks for."""
    return (each for each in _differences(case, expected, actual) if not _is_advice(each))


def advice_of(case: CollectedCase, expected: Evidence, actual: Evidence) -> tuple[Symptom, ...]:
    """Return the differences in what the contract leaves open."""
    return tuple(filter(_is_advice, _differences(case, expected, actual)))


def _is_advice(symptom: Symptom) -> bool:
    return symptom.expected is not None and symptom.expected.observation.is_advice


def _differences(case: CollectedCase, expected: Evidence, actual: Evidence) -> Iterator[Symptom]:
    pairs = zip(expected.record.observations, actual.record.observations, strict=False)
    device = case.device or "cpu"
    others = 0
    for one, other in pairs:
        before, others = others, others + (bool(one.suspect) and not one.argument)
        if one is other and expected.arrays is actual.arrays:  # it agreed before, and is kept as the reference's own
            continue
        first, second = Seen(one, expected.arrays, device), Seen(other, actual.arrays, device)
        mismatch = _renamed(one, other) or compare(first, second)
        if mismatch is not None:
            ending = actual.record.ending
            yield Symptom(case, ending, other.call, mismatch, first, second, (), actual.printed, before)


def _renamed(expected: Observation, actual: Observation) -> Mismatch | None:
    """A check that observes other names in another order was tampered with, or depends on what it saw."""
    if expected.name == actual.name:
        return None
    return Mismatch("structure", f"the observation {expected.name}", f"the observation {actual.name}")
