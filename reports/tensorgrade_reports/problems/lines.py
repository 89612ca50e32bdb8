"""A line a problem, as compilers write them: `file:line:column: error: name: what is wrong. What to do. [function]`.

Editors read it with the patterns that they have for compilers. A problem without a place is no line.
"""

from __future__ import annotations

from collections.abc import Sequence

from tensorgrade.scoring.result import SubmissionResult
from tensorgrade.text import inert
from tensorgrade_reports.problems import Problem


def write(result: SubmissionResult, problems: Sequence[Problem]) -> str:
    """Write the lines."""
    return "".join(f"{inert(line_of(problem))}\n" for problem in problems if problem.location)


def line_of(problem: Problem) -> str:
    """Write one problem."""
    place = problem.location
    return f"{place}:{place.column if place else 1}: error: {problem.name}: {problem.told}"
