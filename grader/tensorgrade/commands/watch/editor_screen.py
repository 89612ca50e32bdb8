"""What `grade watch --editor` prints: where a grading begins and ends, and between them a line a problem.

Editors know the lines by a pattern, as those of a compiler: `.vscode/tasks.json` of a released course holds VS Code's.
"""

from __future__ import annotations

from contextlib import AbstractContextManager, nullcontext
from typing import TextIO

from tensorgrade_reports.numbers import score
from tensorgrade_reports.problems import lines, problems_of
from tensorgrade_reports.terminal.workbench import Page, Workbench

BEGINS, ENDS = "grade: grading", "grade: graded"


class EditorScreen:
    """Prints the problems of each workbench."""

    def __init__(self, out: TextIO) -> None:
        self._out = out
        self._is_grading = False

    def shown(self) -> AbstractContextManager[object]:
        """Take nothing."""
        return nullcontext()

    def draw(self, workbench: Workbench) -> None:
        """Print the problems, and that this is all."""
        self.begin()
        problems = problems_of(workbench.result, workbench.locations, workbench.find)
        self.print(lines.write(workbench.result, problems))
        self.print(f"{ENDS}, score {score(workbench.result.points, workbench.result.possible)}\n")
        self._is_grading = False

    def note(self, workbench: Workbench) -> None:
        """Print that a grading begins; or that it came to nothing, and why."""
        self.begin()
        if workbench.since is None:
            self.print(f"{ENDS}, but for this: {workbench.told}\n")
            self._is_grading = False

    def begin(self) -> None:
        """Print once that a grading begins."""
        if not self._is_grading:
            self.print(f"{BEGINS}\n")
        self._is_grading = True

    def print(self, text: str) -> None:
        """Print at once: the editor waits for it."""
        self._out.write(text)
        self._out.flush()

    def next_part(self, page: Page) -> int | None:
        """Say that there is none: no page is shown."""
        return None
