"""What a student ends up with: computed points, what an instructor changed by hand, and the penalty for lateness.

Pure. Points are exact fractions until written.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from fractions import Fraction

from tensorgrade.scoring.result import CheckResult, SubmissionResult

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Override:
    """Points given by hand for one check, named `exercise.check`, in place of the computed ones."""

    check: str
    points: float
    why: str


@dataclass(frozen=True)
class LatePolicy:
    """When work is due, and the penalty in percent of the points for each day that has begun since."""

    due: datetime | None = None
    percent_a_day: float = 0.0

    def days_late(self, handed_in: datetime | None) -> int:
        """Return the days that have begun since work was due; 0 when it is in time or its time is not known."""
        if self.due is None or handed_in is None:
            return 0
        return max(0, math.ceil((handed_in - self.due) / DAY))


@dataclass(frozen=True)
class Standing:
    """The points of one student. `points` are final; `computed` are the grader's; `penalty` is what lateness cost."""

    computed: float
    points: float
    possible: float
    days_late: int
    penalty_percent: float
    penalty: float


def standing_of(
    result: SubmissionResult, overrides: Sequence[Override], policy: LatePolicy, handed_in: datetime | None
) -> Standing:
    """Put together computed points, overrides and lateness.

    An override of a check that is no longer there changes nothing.
    """
    computed = {name: Fraction(check.points) for name, check in checks_by_name(result).items()}
    changes = sum(Fraction(one.points) - computed[one.check] for one in overrides if one.check in computed)
    days = policy.days_late(handed_in)
    percent = min(100.0, days * policy.percent_a_day)
    earned = Fraction(result.points) + changes
    penalty = earned * Fraction(percent) / 100
    points, cost = (round(float(amount), 9) for amount in (earned - penalty, penalty))
    return Standing(result.points, points, result.possible, days, percent, cost)


def names_of_checks(result: SubmissionResult) -> list[str]:
    """Name the checks of a result, in order, as an instructor does: `exercise.check`."""
    return [f"{exercise.name}.{check.name}" for exercise in result.exercises for check in exercise.checks]


def checks_by_name(result: SubmissionResult) -> dict[str, CheckResult]:
    """Return the checks of a result by those names."""
    return dict(zip(names_of_checks(result), result.checks, strict=True))
