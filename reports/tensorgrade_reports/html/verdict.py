"""What came of one function, for a notebook: as HTML with its styles in its tags, and as text."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass

from rich.console import Console

from tensorgrade.protocol.ladder import LADDER
from tensorgrade.scoring.result import ExerciseResult, Lesson
from tensorgrade_reports.html.page import rendered
from tensorgrade_reports.numbers import score
from tensorgrade_reports.overview import checks_of, checks_told, failing_in, function_lines
from tensorgrade_reports.terminal.code import rows_of_code
from tensorgrade_reports.terminal.result import rows_of_lesson, show_failure

WIDTH = 100
TOLD_OTHERWISE = ("more",)  # its page stands below the rows


@dataclass(frozen=True)
class StandingWords:
    """How it is said first how a function stands. The colours can be read on white and on black."""

    mark: str
    words: str
    colour: str


STANDINGS = {
    "passed": StandingWords("✓", "Correct", "#2da44e"),
    "failed": StandingWords("✗", "Not yet", "#e5534b"),
    "not_attempted": StandingWords("·", "Not written yet", "#7d8590"),
    "ungraded": StandingWords("!", "Ungraded: the grader's own failure, not yours", "#b083f0"),
}


def as_html(exercise: ExerciseResult, function: str, notes: Sequence[str] = (), warning: str = "") -> str:
    """Render a fragment of HTML; everything in it is escaped. `warning` stands above all of it, `notes` below."""
    line = next(each for each in function_lines(exercise) if each.result.name == function)
    failures = [failing for failing in failing_in(exercise) if failing.concerns(line.key)]

    def rows(lesson: Lesson) -> dict[str, str]:
        return {name: text for name, text in rows_of_lesson(exercise, lesson).items() if name not in TOLD_OTHERWISE}

    return rendered(
        "verdict.html",
        None,
        line=line,
        standing=STANDINGS[line.standing],
        lessons=[failing.lesson for failing in failures if failing.lesson],
        rows=rows,
        lines_of=lambda code: [row.plain for row in rows_of_code(code)[1:]],
        told=checks_told(checks_of(exercise, function)),
        ladder=LADDER,
        notes=notes,
        warning=warning,
    )


def as_text(exercise: ExerciseResult, function: str, warning: str = "") -> str:
    """Write the same for a terminal: the warning, the points, and the first lesson in full."""
    line = next(line for line in function_lines(exercise) if line.result.name == function)
    checks = checks_of(exercise, function)
    words = STANDINGS[line.standing].words
    out = Console(
        file=io.StringIO(), width=WIDTH, highlight=False, color_system=None, markup=False, force_jupyter=False
    )
    if warning:
        out.print(warning)
    out.print(f"{words}: {line.key}  {score(line.result.points, line.result.possible)}  {checks_told(checks)}")
    for failure in [failing for failing in failing_in(exercise) if failing.concerns(line.key)][:1]:
        show_failure(failure, out)
    assert isinstance(out.file, io.StringIO)
    return "\n".join(row.rstrip() for row in out.file.getvalue().splitlines())
