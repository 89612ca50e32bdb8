"""The fault dictionary: recognise a mistake by its behaviour.

Every known mistake was run on the checks of its function; what it left is how that mistake behaves. A submission
whose failing cases left the same has that mistake, however its code is written. Pure: transcripts in, names out.

A mistake is a candidate when it contradicts nothing (it fails no case that the submission passes) and agrees with
the submission on the failing case in question: in everything that the case observed, or at least in the numbers
that differ first. Among candidates the one that explains most failing cases wins; ties go to the more general name.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tensorgrade.judgement.compare.comparison import Seen, compare
from tensorgrade.judgement.symptom import Symptom, symptom_of
from tensorgrade.judgement.torch_messages import cause_of_error
from tensorgrade.protocol.endings import DECISIVE
from tensorgrade.protocol.ladder import LADDER
from tensorgrade.protocol.messages import CollectedCase
from tensorgrade.protocol.records import (
    Failure,
    MappingValue,
    NumberValue,
    RaisedValue,
    SequenceValue,
    TensorValue,
    Value,
)
from tensorgrade.protocol.transcript import Evidence, Transcript


@dataclass(frozen=True)
class KnownMistake:
    """How one known mistake behaves: its evidence by case, and the cases that it fails."""

    name: str
    function: str
    diagnosis: str
    cause: str
    transcript: Transcript
    failing: frozenset[str]


def known_mistake(
    name: str,
    function: str,
    diagnosis: str,
    cause: str,
    cases: Sequence[CollectedCase],
    expected: Transcript,
    actual: Transcript,
) -> KnownMistake:
    """Describe a mistake by its transcript over the cases of its function."""
    own = [case for case in cases if case.function == function]
    failing = {case.id for case in own if symptom_of(case, expected.of(case.id), actual.of(case.id)) is not None}
    return KnownMistake(name, function, diagnosis, cause, actual, frozenset(failing))


def recognise(
    symptoms: Mapping[str, Symptom], actual: Transcript, known: Sequence[KnownMistake]
) -> dict[str, KnownMistake]:
    """Return the mistake behind each failing case of one function, for those cases where there is one.

    symptoms: what is wrong, by case, for every failing case of the function. known: the known mistakes of that
    function.
    """
    candidates = [mistake for mistake in known if mistake.failing and mistake.failing <= symptoms.keys()]
    agreements = {
        mistake.name: {
            case: agreement(symptom, actual.of(case), mistake.transcript.of(case)) for case, symptom in symptoms.items()
        }
        for mistake in candidates
    }
    explained = {name: sum(level == 2 for level in levels.values()) for name, levels in agreements.items()}
    found = {}
    for case in symptoms:
        levels = {mistake.name: agreements[mistake.name][case] for mistake in candidates}
        best = max(levels.values(), default=0)
        if best == 0:
            continue
        found[case] = max(
            (mistake for mistake in candidates if levels[mistake.name] == best),
            key=lambda mistake: (explained[mistake.name], LADDER.index(mistake.diagnosis)),
        )
    return found


def agreement(symptom: Symptom, actual: Evidence, known: Evidence) -> int:
    """Say how well a mistake's evidence agrees with the submission's on a case.

    2 for everything, 1 for the numbers that differ first, 0 for neither.
    """
    if symptom.ending.kind in DECISIVE:
        return 0
    if behaves_alike(actual, known):
        return 2
    return 1 if first_numbers_alike(symptom, actual, known) else 0


def behaves_alike(one: Evidence, other: Evidence) -> bool:
    """Say whether two runs of a case left the same: observations, ending, state."""
    first, second = one.record, other.record
    if first.ending.kind != second.ending.kind or set(first.state_changes) != set(second.state_changes):
        return False
    if len(first.observations) != len(second.observations) or not failures_alike(
        first.ending.failure, second.ending.failure
    ):
        return False
    return all(alike(one, other, i) for i in range(len(first.observations)))


def alike(one: Evidence, other: Evidence, index: int) -> bool:
    """Say whether two runs made the same observation."""
    first, second = one.record.observations[index], other.record.observations[index]
    if first.name != second.name or compare(Seen(first, one.arrays), Seen(second, other.arrays)) is not None:
        return False
    if isinstance(first.value, RaisedValue) and isinstance(second.value, RaisedValue):
        return first.value.bases == second.value.bases
    return True


def failures_alike(one: Failure | None, other: Failure | None) -> bool:
    """Say whether two exceptions tell of the same fault.

    The same class, and the same message or the same known cause.
    """
    if one is None or other is None:
        return one is other
    if one.type != other.type:
        return False
    cause = cause_of_error(one.message)
    return one.message == other.message or bool(cause and cause == cause_of_error(other.message))


def first_numbers_alike(symptom: Symptom, actual: Evidence, known: Evidence) -> bool:
    """Say whether the observation that differs first is made of computed numbers, and the mistake has the same ones."""
    if symptom.mismatch is None or symptom.actual is None or not holds_numbers(symptom.actual.observation.value):
        return False
    index = actual.record.observations.index(symptom.actual.observation)
    if index >= len(known.record.observations):
        return False
    return all(alike(actual, known, i) for i in range(index + 1))


def holds_numbers(value: Value) -> bool:
    """Say whether a value is a float or holds something other than plain words, counts and flags."""
    if isinstance(value, NumberValue):
        return value.type == "float"
    return isinstance(value, TensorValue | SequenceValue | MappingValue)
