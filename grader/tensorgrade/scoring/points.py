"""From judged checks to points, each function's, each exercise's ten, and to lessons. Pure.

The public checks' marks share an exercise's 10 points, or as many times these as it weighs, among its functions. Hidden
checks, where there are any, share their function's points with the public ones, so that a function is worth the same
with and without them. Points are exact fractions until written.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from tensorgrade.course.catalogue import EXERCISE_POINTS, Exercise
from tensorgrade.judgement.at_import import at_import
from tensorgrade.judgement.diagnosis import Diagnosis
from tensorgrade.judgement.judge import Judged
from tensorgrade.judgement.named import Named
from tensorgrade.protocol.messages import CollectedCase
from tensorgrade.protocol.records import LeftOut
from tensorgrade.scoring.advice import advice_in
from tensorgrade.scoring.lessons import FailingCase, failing_cases, lessons_of, unclearness
from tensorgrade.scoring.result import CheckResult, ExerciseResult, FunctionResult

DIAGNOSES_PER_CHECK = 3


def score_exercise(
    exercise: Exercise, judged: Sequence[Judged], recognised: Mapping[str, Named], left_out: Sequence[LeftOut] = ()
) -> ExerciseResult:
    """Share the points of one exercise among its functions and their checks, and gather what failed in lessons.

    recognised: the name of the fault in a failing case, for those cases where it was recognised. left_out: the lines
    of its file that were left out when it was imported.
    """
    shares = function_points([check.first for check in judged])
    worth = {name: points * Fraction(exercise.weight) for name, points in shares.items()}
    weights: dict[str, Fraction] = {}
    for check in judged:
        weights[check.first.function] = weights.get(check.first.function, Fraction(0)) + Fraction(check.first.weight)
    earned: dict[str, Fraction] = dict.fromkeys(worth, Fraction(0))
    right_on_cpu = weights.keys() - failing_on_cpu(judged)
    results = []
    failing: list[FailingCase] = []
    for check in judged:
        function = check.first.function
        possible = worth[function] * Fraction(check.first.weight) / weights[function]
        points = possible if check.outcome == "passed" else Fraction(0)
        earned[function] += points
        devices = breaks_on(check) if function in right_on_cpu else ()
        cases = failing_cases(check, recognised)
        results.append(check_result(check, points, possible, diagnoses_of(cases), devices))
        failing += cases
    lessons = lessons_of(exercise, failing, results)
    whole = {lesson.diagnosis.where for lesson in lessons if not lesson.function}
    order = [function.name for function in exercise.functions if function.name in worth]
    order += [name for name in worth if name not in order]
    return ExerciseResult(
        name=exercise.slug,
        points=float(sum(earned.values())),
        possible=float(sum(worth.values())),
        functions=tuple(FunctionResult(name, float(earned[name]), float(worth[name])) for name in order),
        checks=tuple(results),
        at_import=tuple(told for told in at_import(exercise, left_out) if told.where not in whole),
        lessons=lessons,
        advice=advice_in(judged),
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


def check_result(
    check: Judged,
    points: Fraction,
    possible: Fraction,
    diagnoses: tuple[Diagnosis, ...],
    breaks_on: tuple[str, ...],
) -> CheckResult:
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
        breaks_on=breaks_on,
    )


def failing_on_cpu(judged: Sequence[Judged]) -> set[str]:
    """Name the functions that failed in a case on the CPU."""
    return {
        check.first.function
        for check in judged
        for symptom in check.symptoms
        if (symptom.case.device or "cpu") == "cpu"
    }


def breaks_on(check: Judged) -> tuple[str, ...]:
    """List the devices on which a check failed, where it has cases on the CPU, too."""
    failed = dict.fromkeys(symptom.case.device or "cpu" for symptom in check.symptoms)
    return tuple(failed) if any(case.device == "cpu" for case in check.cases) else ()


def diagnoses_of(cases: Sequence[FailingCase]) -> tuple[Diagnosis, ...]:
    """Name the faults of a check, each once, those of earlier cases first, each told of its clearest case."""
    by_name: dict[str, list[FailingCase]] = {}
    for case in cases:
        by_name.setdefault(case.diagnosis.name, []).append(case)
    return tuple(min(group, key=unclearness).told for group in by_name.values())[:DIAGNOSES_PER_CHECK]
