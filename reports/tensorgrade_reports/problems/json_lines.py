"""A JSON object a line: one a problem, and last the score."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from tensorgrade.scoring.result import SubmissionResult
from tensorgrade_reports.problems import Problem


def write(result: SubmissionResult, problems: Sequence[Problem]) -> str:
    """Write the objects."""
    score = {"kind": "score", "points": result.points, "possible": result.possible, "final": result.is_final}
    objects = [*map(object_of, problems), score]
    return "".join(f"{msgspec.json.encode(each).decode()}\n" for each in objects)


def object_of(problem: Problem) -> dict[str, object]:
    """Return one problem as an object."""
    place = problem.location
    return {
        "kind": "problem",
        "function": problem.key,
        "name": problem.name,
        "message": problem.message,
        "remedy": problem.remedy,
        "file": place.file if place else None,
        "line": place.line if place else None,
        "column": place.column if place else None,
    }
