"""The result as it counts, for platforms that add up points themselves.

In come a result, the points given by hand and the final points. Out comes the same kind of result, in hundredths of a
point, as every platform keeps them: a check set by hand has those points, lateness is taken from every check in the
same proportion, and the checks add up to the total exactly. Pure.

Where a share is no whole number of hundredths (a third of a point) it is rounded up or down, and the most that the
check is worth with it, so that a check that passed is full and one that failed is at 0.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from msgspec.structs import replace

from tensorgrade.protocol.endings import Outcome
from tensorgrade.scoring.result import CheckResult, ExerciseResult, FunctionResult, SubmissionResult
from tensorgrade.scoring.standing import Override, Standing, names_of_checks

HUNDRED = 100


def final_result(
    result: SubmissionResult, overrides: Sequence[Override] = (), standing: Standing | None = None
) -> SubmissionResult:
    """Return the result with final points; without a standing those are the result's own."""
    possible = hundredths(result.possible)
    total = min(possible, hundredths(standing.points if standing else result.points))
    kept = 1 - Fraction(standing.penalty_percent if standing else 0) / 100
    by_hand = points_by_place(result, overrides)
    checks = [corrected(check, by_hand.get(place)) for place, check in enumerate(result.checks)]
    earned = [Fraction(check.points) for check in checks]
    missing = [Fraction(check.possible) - kept * part for check, part in zip(checks, earned, strict=True)]
    marks = zip(shared_out(total, earned), shared_out(possible - total, missing), strict=True)
    final = iter(
        replace(check, points=got / HUNDRED, possible=(got + lost) / HUNDRED)
        for check, (got, lost) in zip(checks, marks, strict=True)
    )
    exercises = tuple(final_exercise(exercise, [next(final) for _ in exercise.checks]) for exercise in result.exercises)
    return replace(result, points=total / HUNDRED, possible=possible / HUNDRED, exercises=exercises)


def points_by_place(result: SubmissionResult, overrides: Sequence[Override]) -> dict[int, float]:
    """Return the points set by hand by the place of their check among all; of two of one name it is the last one."""
    places = {name: place for place, name in enumerate(names_of_checks(result))}
    return {places[override.check]: override.points for override in overrides if override.check in places}


def hundredths(points: float) -> int:
    """Round to whole hundredths of a point, as `tensorgrade_reports.numbers.points` shows them."""
    return round(Fraction(points) * HUNDRED)


def corrected(check: CheckResult, points: float | None) -> CheckResult:
    """Give a check the points set by hand, if there are any; full points make it passed, and fewer make it failed."""
    if points is None:
        return check
    passed = points >= check.possible
    outcome: Outcome = "passed" if passed else "failed"
    return replace(check, points=points, outcome=outcome, diagnoses=() if passed else check.diagnoses)


def shared_out(total: int, shares: Sequence[Fraction]) -> list[int]:
    """Share out a whole number in proportion, in whole numbers: what is left over goes to the largest remainders."""
    whole = sum(shares)
    if not whole:
        return [0] * len(shares)
    exact = [share * total / whole for share in shares]
    given = [int(share) for share in exact]
    by_remainder = sorted(range(len(exact)), key=lambda index: given[index] - exact[index])
    for index in by_remainder[: total - sum(given)]:
        given[index] += 1
    return given


def final_exercise(exercise: ExerciseResult, checks: Sequence[CheckResult]) -> ExerciseResult:
    """Write an exercise with its final checks, their sums, and the lessons of those that still fail."""
    functions = tuple(
        FunctionResult(function.name, *summed([check for check in checks if check.function == function.name]))
        for function in exercise.functions
    )
    passed = {check.name for check in checks if check.outcome == "passed"}
    lessons = tuple(lesson for lesson in exercise.lessons if not passed.issuperset(lesson.checks))
    points, possible = summed(checks)
    return replace(
        exercise, points=points, possible=possible, functions=functions, checks=tuple(checks), lessons=lessons
    )


def summed(checks: Sequence[CheckResult]) -> tuple[float, float]:
    """Add up what checks bring and what they could bring, exactly."""
    earned = sum(hundredths(check.points) for check in checks)
    return earned / HUNDRED, sum(hundredths(check.possible) for check in checks) / HUNDRED
