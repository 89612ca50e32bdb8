"""From two transcripts to the outcome of each check, over all its cases. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from tensorgrade.judgement.symptom import Symptom, advice_of, symptom_of
from tensorgrade.protocol.endings import EndingKind, Outcome
from tensorgrade.protocol.messages import CollectedCase
from tensorgrade.protocol.records import CaseRecord
from tensorgrade.protocol.transcript import Transcript
from tensorgrade.protocol.values import Value


@dataclass(frozen=True)
class Judged:
    """One check after all its cases: `symptoms` of those that failed, `advice` from those that could be better."""

    cases: tuple[CollectedCase, ...]
    outcome: Outcome
    symptoms: tuple[Symptom, ...]
    seconds: float
    broken: str = ""
    advice: tuple[Symptom, ...] = ()

    @property
    def first(self) -> CollectedCase:
        """Any case; they share name, function, title, visibility and weight."""
        return self.cases[0]


def judge(cases: Sequence[CollectedCase], expected: Transcript, actual: Transcript) -> list[Judged]:
    """Judge every check, in order."""
    return [judge_check(check, expected, actual) for check in checks_in(cases)]


def checks_in(cases: Sequence[CollectedCase]) -> list[tuple[CollectedCase, ...]]:
    """Gather the cases of each check, in order."""
    groups = groupby(cases, key=lambda case: (case.exercise, case.visibility, case.check))
    return [tuple(group) for _, group in groups]


def ungraded(cases: tuple[CollectedCase, ...], fault: str, seconds: float = 0.0) -> Judged:
    """Say of a check that we failed to grade it, and why."""
    return Judged(cases, "ungraded", (), seconds, fault[:500])


def gap_in(record: CaseRecord) -> str:
    """Say which observation of the reference is not recorded in all that counts; empty where each is."""
    for observation in record.observations:
        for value in each_in(observation.value):
            if value.gap:
                return f"nobody can be graded by the observation {observation.name}: {value.gap}"
    return ""


def each_in(value: Value) -> Iterator[Value]:
    """Give a value and all that it holds."""
    yield value
    for part in value.parts:
        yield from each_in(part)


def judge_check(cases: tuple[CollectedCase, ...], expected: Transcript, actual: Transcript) -> Judged:
    """Judge one check. A case that the reference itself did not complete is our failure: the check is ungraded."""
    seconds = sum(actual.of(case.id).record.seconds for case in cases)
    for case in cases:
        ending = expected.of(case.id).record.ending
        if ending.kind != EndingKind.COMPLETED:
            told = f"{ending.failure.type}: {ending.failure.message}" if ending.failure else ending.note
            return ungraded(cases, f"{case.id}: the reference did not complete ({ending.kind}): {told}", seconds)
        if gap := gap_in(expected.of(case.id).record):
            return ungraded(cases, f"{case.id}: {gap}", seconds)
    found = [symptom_of(case, expected.of(case.id), actual.of(case.id)) for case in cases]
    symptoms = tuple(symptom for symptom in found if symptom is not None)
    advice = tuple(each for case in cases for each in advice_of(case, expected.of(case.id), actual.of(case.id)))
    outcome: Outcome = "passed" if not symptoms else symptoms[0].ending.facts.outcome
    return Judged(cases, outcome, symptoms, seconds, advice=advice)
