"""What all platforms are told of a submission: a line a check, in whole hundredths of a point.

Platforms add up what they are given, some in whole numbers only. Hundredths are shared out here, once, so that the
lines and the final points add up alike everywhere.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from grader.results import CheckResult, SubmissionResult
from grader.standing import Standing

Status = Literal["pass", "fail", "error"]


@dataclass(frozen=True)
class Line:
    """One check. `earned` and `possible` are hundredths of a point; `told` is what a student may read."""

    exercise: str
    check: CheckResult
    earned: int
    possible: int
    told: str

    @property
    def name(self) -> str:
        """The check's full name."""
        return f"{self.exercise}.{self.check.name}"

    @property
    def status(self) -> Status:
        """Whether it passed; `error` where the grader itself failed."""
        return {"passed": "pass", "ungraded": "error"}.get(self.check.outcome, "fail")  # type: ignore[return-value]


@dataclass(frozen=True)
class Sheet:
    """One submission. `final` counts what was set by hand or taken off for lateness, which `changes` tell."""

    student: str
    lines: tuple[Line, ...]
    final: int
    possible: int
    seconds: float
    is_final: bool
    changes: tuple[str, ...] = ()

    @property
    def adjustment(self) -> int:
        """What `final` is beyond the sum of the lines."""
        return self.final - sum(line.earned for line in self.lines)


def sheet_of(result: SubmissionResult, standing: Standing | None = None, changes: Sequence[str] = ()) -> Sheet:
    """Return what platforms are told of a result."""
    checks = [(exercise.name, check) for exercise in result.exercises for check in exercise.checks]
    passed = [check.possible if check.points else 0.0 for _, check in checks]
    lost = [0.0 if check.points else check.possible for _, check in checks]
    earned = shared(passed, hundredths(result.points))
    rest = shared(lost, hundredths(result.possible) - hundredths(result.points))
    return Sheet(
        student=result.submission,
        lines=tuple(
            Line(exercise, check, mine, mine + missed, told(check))
            for (exercise, check), mine, missed in zip(checks, earned, rest, strict=True)
        ),
        final=hundredths(standing.points if standing else result.points),
        possible=hundredths(result.possible),
        seconds=sum(check.seconds for check in result.checks),
        is_final=result.is_final,
        changes=tuple(changes),
    )


def hundredths(points: float) -> int:
    """Return points in whole hundredths, the nearest, half upwards."""
    return math.floor(points * 100 + 0.5 + 1e-9)


def shared(points: Sequence[float], total: int) -> list[int]:
    """Round points to hundredths that add up to `total`: down first, and up where most was cut off."""
    floors = [math.floor(one * 100 + 1e-9) for one in points]
    by_rest = sorted((i for i, one in enumerate(points) if one), key=lambda i: floors[i] - points[i] * 100)
    for i in by_rest[: total - sum(floors)]:
        floors[i] += 1
    return floors


def told(check: CheckResult) -> str:
    """Return the lesson of a check as plain text; of a hidden one only what a student may know."""
    if check.outcome == "passed":
        return "passed"
    if check.outcome == "ungraded":
        return "ungraded: the grader's own failure, not the submission's"
    parts = []
    for one in check.diagnoses:
        rows = {"actual": one.actual, "expected": one.expected, "where": one.where, "cause": one.cause}
        rows["remedy"] = one.remedy
        lines = [f"{label}: {text}" for label, text in rows.items() if text]
        parts.append("\n".join([f"{one.name}: {one.message}", *lines]))
    return "\n\n".join(parts) or check.outcome.replace("_", " ")


def points_of(cents: int) -> float:
    """Return hundredths as points."""
    return cents / 100
