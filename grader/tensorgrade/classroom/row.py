"""A student's row of a gradebook, as reports read it: the result, what was set by hand, and the points that count."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from tensorgrade.scoring.result import SubmissionResult
from tensorgrade.scoring.standing import Override, Standing

NOTHING_HANDED_IN = "nothing handed in"


@dataclass(frozen=True)
class Row:
    """One student's row. `page` is the name of the student's files; `problem` says why nothing could be read.

    comments: what the student is told by hand, each with its place: a function, or the whole where that is empty.
    One who handed nothing in has no files, and no row in the gradebook: `absent_row` makes it.
    """

    student: str
    page: str
    result: SubmissionResult
    handed_in: datetime | None
    problem: str
    overrides: tuple[Override, ...]
    standing: Standing
    comments: tuple[tuple[str, str], ...] = ()

    @property
    def shown(self) -> str:
        """What the student's files show beside the result, to see whether they are still true."""
        return repr((self.overrides, self.standing, self.comments))

    @property
    def is_absent(self) -> bool:
        """Say whether the student handed nothing in."""
        return not self.page


def absent_row(student: str, problem: str = NOTHING_HANDED_IN) -> Row:
    """Return the row of a student who handed nothing in."""
    nothing = SubmissionResult("grade/1", student, "", 0, "separate", 0.0, 0.0, ())
    return Row(student, "", nothing, None, problem, (), Standing(0.0, 0.0, 0.0, 0, 0.0, 0.0))
