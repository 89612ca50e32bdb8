"""What a student ends up with: computed points, what an instructor changed by hand, and the penalty for lateness.

Pure. Points are exact fractions until written.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from fractions import Fraction
from zoneinfo import ZoneInfo

from tensorgrade.scoring.result import CheckResult, SubmissionResult

DAY = timedelta(days=1)
WHOLE, BONUS = "whole", "bonus"


@dataclass(frozen=True)
class Override:
    """Points given by hand in place of the computed ones; `check` is their place, as `places_in` names it.

    That is a check, a function, an exercise or the whole. Those of `bonus` come on top.
    """

    check: str
    points: float
    why: str


@dataclass(frozen=True)
class Extension:
    """What one student is given: a due time of the student's own, days that cost nothing; None: as for all."""

    due: datetime | None = None
    slip_days: int | None = None


NO_EXTENSION = Extension()


@dataclass(frozen=True)
class LatePolicy:
    """When work is due, and what lateness costs.

    due: the last second that is in time. percent_a_day: of the points, for each day of the calendar that has begun
    since, after the first `slip_days`, and at most `cap`. timezone: whose calendar; empty for the machine's.
    grace_minutes: how long after `due` still is in time; who comes later is late from `due` on.
    """

    due: datetime | None = None
    percent_a_day: float = 0.0
    timezone: str = ""
    grace_minutes: int = 0
    slip_days: int = 0
    cap: float = 100.0

    def end(self, extension: Extension = NO_EXTENSION) -> datetime | None:
        """Return the last second that is in time for a student; None where nothing says when the work is due."""
        due = extension.due or self.due
        return None if due is None else due + timedelta(minutes=self.grace_minutes)

    def days_late(self, handed_in: datetime | None, extension: Extension = NO_EXTENSION) -> int:
        """Return the days that have begun since work was due; 0 when it is in time or its time is not known.

        Days are those of the clock on the wall: the night in which it is set back an hour makes none.
        """
        due, end = extension.due or self.due, self.end(extension)
        if due is None or end is None or handed_in is None:
            return 0
        whole = handed_in.replace(microsecond=0)  # as platforms and `due` have it
        if whole <= end:
            return 0
        return max(1, math.ceil((self.clock_at(whole) - self.clock_at(due)) / DAY))

    def percent(self, days: int, extension: Extension = NO_EXTENSION) -> float:
        """Return the penalty for so many days in percent of the points."""
        free = self.slip_days if extension.slip_days is None else extension.slip_days
        return min(self.cap, 100.0, max(0, days - free) * self.percent_a_day)

    def clock_at(self, time: datetime) -> datetime:
        """Return what the clock on the wall shows at a time."""
        zone = ZoneInfo(self.timezone) if self.timezone else None
        return time.astimezone(zone).replace(tzinfo=None)


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
    result: SubmissionResult,
    overrides: Sequence[Override],
    policy: LatePolicy,
    handed_in: datetime | None,
    extension: Extension = NO_EXTENSION,
) -> Standing:
    """Put together computed points, overrides and lateness.

    An override of a place that is no longer there changes nothing.
    """
    checks = result.checks if overrides else ()
    set_points = points_by_hand(result, overrides) if overrides else {}
    bonus = [Fraction(override.points) for override in overrides if override.check == BONUS]
    changes = sum([points - Fraction(checks[place].points) for place, points in set_points.items()] + bonus)
    days = policy.days_late(handed_in, extension)
    percent = policy.percent(days, extension)
    earned = Fraction(result.points) + changes
    penalty = earned * Fraction(percent) / 100
    points, cost = (round(float(amount), 9) for amount in (earned - penalty, penalty))
    return Standing(result.points, points, result.possible, days, percent, cost)


def points_by_hand(result: SubmissionResult, overrides: Sequence[Override]) -> dict[int, Fraction]:
    """Return the points that checks have by hand, by their place among all.

    What is set for a function, an exercise or the whole is shared out among its checks by what they are worth, and goes
    before what is set for a part of it.
    """
    places, checks = places_in(result), result.checks
    by_hand: dict[int, Fraction] = {}
    known = [override for override in overrides if override.check in places]
    for override in sorted(known, key=lambda override: len(places[override.check])):
        meant = places[override.check]
        worth = sum(Fraction(checks[place].possible) for place in meant)
        share = Fraction(override.points) / worth if worth else Fraction(0)
        by_hand |= {place: share * Fraction(checks[place].possible) for place in meant}
    return by_hand


def places_in(result: SubmissionResult) -> dict[str, list[int]]:
    """Return what points can be set for by hand, each with the places of its checks among all.

    An exercise and its functions, `exercise.function`, come before its checks, `exercise.check`; of two things of one
    name it is the check, and of two such checks the last.
    """
    places: dict[str, list[int]] = {WHOLE: list(range(len(result.checks)))}
    count = 0
    for exercise in result.exercises:
        for place, check in enumerate(exercise.checks, count):
            places.setdefault(exercise.name, []).append(place)
            places.setdefault(f"{exercise.name}.{check.function}", []).append(place)
        count += len(exercise.checks)
    return places | {name: [place] for place, name in enumerate(names_of_checks(result))}


def worth_of(result: SubmissionResult, place: str) -> float:
    """Return what can be had in a place; as a bonus as much as in the whole. Raises KeyError for none."""
    checks = result.checks
    own = places_in(result)[WHOLE if place == BONUS else place]
    return round(sum(checks[each].possible for each in own), 9)


def names_of_checks(result: SubmissionResult) -> list[str]:
    """Name the checks of a result, in order, as an instructor does: `exercise.check`."""
    return [f"{exercise.name}.{check.name}" for exercise in result.exercises for check in exercise.checks]


def checks_by_name(result: SubmissionResult) -> dict[str, CheckResult]:
    """Return the checks of a result by those names."""
    return dict(zip(names_of_checks(result), result.checks, strict=True))
