"""What came of one function, for a notebook: as HTML without styles of its own, and as text."""

from __future__ import annotations

import io
from collections.abc import Sequence

from rich.console import Console

from tensorgrade.scoring.result import ExerciseResult
from tensorgrade_reports.html.page import render
from tensorgrade_reports.numbers import score
from tensorgrade_reports.overview import checks_of, checks_told, failing_in, function_lines
from tensorgrade_reports.terminal.result import show_failure

WIDTH = 100


def as_html(exercise: ExerciseResult, function: str, notes: Sequence[str] = ()) -> str:
    """Render a fragment of HTML; everything in it is escaped."""
    line = next(line for line in function_lines(exercise) if line.result.name == function)
    return render("verdict.html", None, exercise=exercise, line=line, notes=notes, explained=[])


def as_text(exercise: ExerciseResult, function: str) -> str:
    """Write the same for a terminal: the points, and the first lesson in full."""
    line = next(line for line in function_lines(exercise) if line.result.name == function)
    checks = checks_of(exercise, function)
    out = Console(
        file=io.StringIO(), width=WIDTH, highlight=False, color_system=None, markup=False, force_jupyter=False
    )
    out.print(f"{line.key}  {score(line.result.points, line.result.possible)}  {checks_told(checks)}")
    for failure in [failure for failure in failing_in(exercise) if failure.concerns(line.key)][:1]:
        show_failure(failure, out)
    assert isinstance(out.file, io.StringIO)
    return "\n".join(row.rstrip() for row in out.file.getvalue().splitlines())
