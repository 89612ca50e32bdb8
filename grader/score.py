"""From two transcripts to points.

Each check's outcome over its cases, each function's points, each exercise's ten. Pure.

The public checks' marks share an exercise's 10 points among its functions. Hidden checks, where there are any,
share their function's points with the public ones, so that a function is worth the same with and without them.
Points are exact fractions until written.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import groupby

import msgspec

from grader.catalogue import Exercise
from grader.diagnosis import Diagnosis, diagnose
from grader.evidence import Transcript
from grader.protocol import CollectedCase
from grader.results import CheckResult, ExerciseResult, FunctionResult, Outcome
from grader.symptom import Symptom, symptom_of

EXERCISE_POINTS = 10
DIAGNOSES_PER_CHECK = 3
OUTCOMES: Mapping[str, Outcome] = {
    "not-attempted": "not_attempted",
    "timed-out": "timed_out",
    "crashed": "crashed",
}


@dataclass(frozen=True)
class Named:
    """The name of a fault that was recognised, and its cause in the words of whoever taught the grader that name."""

    diagnosis: str
    cause: str = ""


UNNAMED = Named("")


@dataclass(frozen=True)
class Judged:
    """One check after all its cases: `symptoms` of those that failed."""

    cases: tuple[CollectedCase, ...]
    outcome: Outcome
    symptoms: tuple[Symptom, ...]
    seconds: float
    broken: str = ""

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


def judge_check(cases: tuple[CollectedCase, ...], expected: Transcript, actual: Transcript) -> Judged:
    """Judge one check. A case that the reference itself did not complete is our failure: the check is ungraded."""
    seconds = sum(actual.of(case.id).record.seconds for case in cases)
    for case in cases:
        ending = expected.of(case.id).record.ending
        if ending.kind != "completed":
            told = f"{ending.failure.type}: {ending.failure.message}" if ending.failure else ending.note
            return ungraded(cases, f"{case.id}: the reference did not complete ({ending.kind}): {told}", seconds)
    found = [symptom_of(case, expected.of(case.id), actual.of(case.id)) for case in cases]
    symptoms = tuple(symptom for symptom in found if symptom is not None)
    outcome: Outcome = "passed" if not symptoms else OUTCOMES.get(symptoms[0].ending.kind, "failed")
    return Judged(cases, outcome, symptoms, seconds)


def score_exercise(exercise: Exercise, judged: Sequence[Judged], recognised: Mapping[str, Named]) -> ExerciseResult:
    """Share the points of one exercise among its functions and their checks.

    recognised: the name of the fault in a failing case, for those cases where it was recognised.
    """
    worth = function_points([check.first for check in judged])
    weights: dict[str, Fraction] = {}
    for check in judged:
        weights[check.first.function] = weights.get(check.first.function, Fraction(0)) + Fraction(check.first.weight)
    earned: dict[str, Fraction] = dict.fromkeys(worth, Fraction(0))
    results = []
    for check in judged:
        function = check.first.function
        possible = worth[function] * Fraction(check.first.weight) / weights[function]
        points = possible if check.outcome == "passed" else Fraction(0)
        earned[function] += points
        results.append(check_result(check, points, possible, diagnoses_of(check, recognised)))
    order = [function.name for function in exercise.functions if function.name in worth]
    order += [name for name in worth if name not in order]
    return ExerciseResult(
        name=exercise.slug,
        points=float(sum(earned.values())),
        possible=float(sum(worth.values())),
        functions=tuple(FunctionResult(name, float(earned[name]), float(worth[name])) for name in order),
        checks=tuple(results),
    )


def function_points(checks: Sequence[CollectedCase]) -> dict[str, Fraction]:
    """Share an exercise's points among functions by the marks of their public checks.

    (of hidden ones where there is none).
    """
    public: dict[str, Fraction] = {}
    hidden: dict[str, Fraction] = {}
    for check in checks:
        marks = public if check.visibility == "public" else hidden
        marks[check.function] = marks.get(check.function, Fraction(0)) + Fraction(check.weight)
    marks = {**hidden, **public}
    total = sum(marks.values())
    return {name: EXERCISE_POINTS * mark / total for name, mark in marks.items()}


def check_result(check: Judged, points: Fraction, possible: Fraction, diagnoses: tuple[Diagnosis, ...]) -> CheckResult:
    """Write the result of one check."""
    return CheckResult(
        name=check.first.check,
        function=check.first.function,
        title=check.first.title,
        visibility=check.first.visibility,
        outcome=check.outcome,
        points=float(points),
        possible=float(possible),
        seconds=round(check.seconds, 4),
        diagnoses=diagnoses,
        breaks_on=breaks_on(check),
    )


def breaks_on(check: Judged) -> tuple[str, ...]:
    """List the devices on which a check failed that passed on the CPU."""
    failed = dict.fromkeys(symptom.case.device or "cpu" for symptom in check.symptoms)
    right_on_cpu = "cpu" not in failed and any(case.device == "cpu" for case in check.cases)
    return tuple(failed) if right_on_cpu else ()


def diagnoses_of(check: Judged, recognised: Mapping[str, Named]) -> tuple[Diagnosis, ...]:
    """Name the faults of a check, each once, those of earlier cases first, told of its first case with a picture."""
    found: dict[str, Diagnosis] = {}
    for symptom in check.symptoms:
        named = recognised.get(symptom.case.id, UNNAMED)
        diagnosis = diagnose(symptom, named.diagnosis, named.cause)
        if diagnosis.name not in found or (diagnosis.pictures and not found[diagnosis.name].pictures):
            found[diagnosis.name] = diagnosis
    kept = list(found.values())[:DIAGNOSES_PER_CHECK]
    return tuple(
        veiled(diagnosis, check.first) if check.first.visibility == "hidden" else diagnosis for diagnosis in kept
    )


def veiled(diagnosis: Diagnosis, check: CollectedCase) -> Diagnosis:
    """Tell of a hidden check only the function and the rule, no inputs, no values and no pictures."""
    message = f"{check.function}: a hidden check of this rule failed: {check.title}"
    return msgspec.structs.replace(diagnosis, message=message, actual="", expected="", where="", cause="", pictures=())
