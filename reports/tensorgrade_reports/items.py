"""How well each check tells who can do it: item statistics, as test theory calls them. Pure.

In: the rows of a class. Out: for each check its difficulty (what part of those who tried has passed) and its
discrimination (the correlation of passing it with the points of all other checks). A check that all pass tells
nothing; one that fails those who are good at the rest may be wrong itself, and is to be read.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import StatisticsError, correlation

from tensorgrade.classroom.row import Row
from tensorgrade.scoring.result import CheckResult
from tensorgrade_reports import cohort

FEWEST_TRIED, FEWEST_OF_A_KIND = 8, 2  # below that chance says as much


@dataclass(frozen=True)
class Item:
    """A check over the class. discrimination: None where it cannot be told. best_failing: who of them has most points.

    passed, tried: how many.
    """

    exercise: str
    check: CheckResult
    tried: int
    passed: int
    discrimination: float | None
    best_failing: Row | None

    @property
    def difficulty(self) -> float | None:
        """What part of those who tried has passed; None where nobody tried."""
        return self.passed / self.tried if self.tried else None

    @property
    def tells_nothing(self) -> bool:
        """Say whether everybody passes, so that it tells nobody from anybody."""
        return self.tried >= FEWEST_TRIED and self.passed == self.tried

    @property
    def looks_wrong(self) -> bool:
        """Say whether those who fail it are better at the rest than those who pass it."""
        few = min(self.passed, self.tried - self.passed)
        enough = self.tried >= FEWEST_TRIED and few >= FEWEST_OF_A_KIND
        return enough and self.discrimination is not None and self.discrimination < 0

    @property
    def told(self) -> str:
        """What there is to say of it; empty where it is as it should be."""
        return "tells nothing" if self.tells_nothing else "looks wrong" if self.looks_wrong else ""


def items(rows: Sequence[Row]) -> list[Item]:
    """Return the items of a class, in the order of the checks; untouched stubs have not tried."""
    found: dict[tuple[str, str, str], tuple[list[Row], list[CheckResult]]] = {}
    for row, exercise, check in cohort.all_checks(rows):
        of_rows, checks = found.setdefault((exercise.name, check.visibility, check.name), ([], []))
        of_rows.append(row)
        checks.append(check)
    return [item(exercise, *answers) for (exercise, _, _), answers in found.items()]


def item(exercise: str, rows: Sequence[Row], checks: Sequence[CheckResult]) -> Item:
    """Sum up one check of an exercise, of which each row has its own result."""
    both = zip(rows, checks, strict=True)
    tried = [(row, check) for row, check in both if check.outcome not in ("not_attempted", "ungraded")]
    passed = [float(check.outcome == "passed") for _, check in tried]
    others = [row.result.points - check.points for row, check in tried]
    failing = [row for row, check in tried if check.outcome != "passed"]
    best = max(failing, key=lambda row: row.result.points, default=None)
    return Item(exercise, checks[0], len(tried), int(sum(passed)), correlated(passed, others), best)


def correlated(one: Sequence[float], other: Sequence[float]) -> float | None:
    """Return Pearson's correlation; None where a side does not vary."""
    try:
        return correlation(one, other)
    except StatisticsError:
        return None
