"""What all platforms are told of a submission: a line a check, in whole hundredths of a point.

Platforms add up what they are given, some in whole numbers only; scoring.final makes checks and total agree.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from tensorgrade.classroom.row import Row
from tensorgrade.scoring.final import HUNDRED, final_result, hundredths
from tensorgrade.scoring.result import CheckResult, SubmissionResult
from tensorgrade.scoring.standing import Override, Standing, checks_by_name
from tensorgrade_reports.numbers import points, score

CheckStatus = Literal["pass", "fail", "error"]


@dataclass(frozen=True)
class SheetLine:
    """One check. `told` is what a student may read."""

    exercise: str
    check: CheckResult
    told: str

    @property
    def name(self) -> str:
        """The check's full name."""
        return f"{self.exercise}.{self.check.name}"

    @property
    def status(self) -> CheckStatus:
        """Whether it passed; `error` where the grader itself failed."""
        return {"passed": "pass", "ungraded": "error"}.get(self.check.outcome, "fail")  # type: ignore[return-value]

    @property
    def earned(self) -> int:
        """The points in hundredths."""
        return hundredths(self.check.points)

    @property
    def possible(self) -> int:
        """The points that the check is worth, in hundredths."""
        return hundredths(self.check.possible)


@dataclass(frozen=True)
class Sheet:
    """One submission as it counts: with what was set by hand or taken off for lateness, which `changes` tell."""

    result: SubmissionResult
    lines: tuple[SheetLine, ...]
    changes: tuple[str, ...] = ()

    @property
    def final(self) -> int:
        """The final points, in hundredths."""
        return hundredths(self.result.points)

    @property
    def possible(self) -> int:
        """The points that there are, in hundredths."""
        return hundredths(self.result.possible)


@dataclass(frozen=True)
class FinalGrade:
    """The final points of a student: the sum that they come from, what changed them, and what was said by hand.

    total: empty where they are as computed. changes: a sentence each. comments: each with its place, in Markdown.
    """

    points: float
    possible: float
    total: str = ""
    changes: tuple[str, ...] = ()
    comments: tuple[tuple[str, str], ...] = ()


def final_grade(row: Row) -> FinalGrade:
    """Return the final points of a row of the gradebook."""
    standing = row.standing
    return FinalGrade(
        points=points_of(hundredths(standing.points)),
        possible=standing.possible,
        total=sum_told(standing),
        changes=tuple(changes_by_hand(row) + changes_for_lateness(row)),
        comments=row.comments,
    )


def sum_told(standing: Standing) -> str:
    """Say which sum the final points are: `97.31 earned, 9.73 off for lateness = 87.58`."""
    computed, final = hundredths(standing.computed), hundredths(standing.points)
    by_hand = hundredths(standing.points + standing.penalty) - computed
    late = computed + by_hand - final
    parts = []
    if by_hand:
        parts.append(f"{points(points_of(abs(by_hand)))} {'more' if by_hand > 0 else 'less'} by hand")
    if late:
        parts.append(f"{points(points_of(late))} off for lateness")
    earned = f"{points(points_of(computed))} earned"
    return f"{', '.join([earned, *parts])} = {points(points_of(final))}" if parts else ""


def sheet_of(
    result: SubmissionResult,
    overrides: Sequence[Override] = (),
    standing: Standing | None = None,
    changes: Sequence[str] = (),
) -> Sheet:
    """Return what platforms are told of a result."""
    final = final_result(result, overrides, standing)
    lines = [SheetLine(exercise.name, check, told(check)) for exercise in final.exercises for check in exercise.checks]
    return Sheet(final, tuple(lines), tuple(changes))


def sheet_of_row(row: Row) -> Sheet:
    """Return what platforms are told of a row of the gradebook."""
    return sheet_of(row.result, row.overrides, row.standing, changes_of(row))


def changes_of(row: Row) -> list[str]:
    """Say how a student's final points came from the computed ones; nothing where they are the same."""
    told = changes_by_hand(row) + changes_for_lateness(row)
    return [*told, f"final: {score(row.standing.points, row.standing.possible)}"] if told else []


def changes_by_hand(row: Row) -> list[str]:
    """Say what was set by hand; of a hidden check only whose it is."""
    checks = checks_by_name(row.result) if row.overrides else {}
    return [
        f"{veiled(override.check, checks)} was set by hand to {points(override.points)}: {override.why}"
        for override in row.overrides
    ]


def veiled(place: str, checks: Mapping[str, CheckResult]) -> str:
    """Name what points were set for, as a student may know it."""
    check = checks.get(place)
    if check is None or check.visibility == "public":
        return place
    return f"a hidden check of {place.partition('.')[0]}.{check.function}"


def changes_for_lateness(row: Row) -> list[str]:
    """Say what lateness costs."""
    late = row.standing.days_late
    if not late:
        return []
    days = "1 day" if late == 1 else f"{late} days"
    return [f"handed in {days} late: {row.standing.penalty_percent:g} % of the points are taken off"]


def told(check: CheckResult) -> str:
    """Return the lesson of a check as plain text; of a hidden one only what a student may know."""
    if check.outcome == "passed":
        return "passed"
    if check.outcome == "ungraded":
        return "ungraded: the grader's own failure, not the submission's"
    parts = []
    for diagnosis in check.diagnoses:
        rows = {
            "actual": diagnosis.actual,
            "expected": diagnosis.expected,
            "where": diagnosis.where,
            "cause": diagnosis.cause,
        }
        rows |= {"could be": diagnosis.could_be, "remedy": diagnosis.remedy}
        lines = [f"{label}: {text}" for label, text in rows.items() if text]
        parts.append("\n".join([f"{diagnosis.name}: {diagnosis.message}", *lines]))
    return "\n\n".join(parts) or check.outcome.replace("_", " ")


def points_of(cents: int) -> float:
    """Return hundredths as points."""
    return cents / HUNDRED
