"""A class as `nbgrader export` writes it.

The rules are those of nbgrader, nbgrader/plugins/export.py: a row for every student of the class, with 0 for who handed
in nothing; times without a zone, in UTC; a score that is the raw one less the penalty.
"""

from __future__ import annotations

from datetime import UTC, datetime

from tensorgrade.scoring.final import hundredths
from tensorgrade_reports.platforms import ClassFile, GradedClass, Platform, Student
from tensorgrade_reports.spreadsheet import amount, earned, safe, written

COLUMNS = (
    "assignment", "duedate", "timestamp", "student_id", "last_name", "first_name", "email", "raw_score",
    "late_submission_penalty", "score", "max_score",
)  # fmt: skip
NOTHING = ("0", "0", "0")


def grades(graded: GradedClass) -> bytes:
    """Write the grades of a class."""
    rows: list[list[str]] = []
    possible = 0
    for student in graded.students:
        possible = max(possible, student.sheet.possible)
        rows.append([*cells_of(student, graded.assignment), *scores_of(student), amount(student.sheet.possible)])
    rows += [[*cells_of(student, graded.assignment), *NOTHING, amount(possible)] for student in graded.absent]
    return written([list(COLUMNS), *rows])


def cells_of(student: Student, assignment: str) -> list[str]:
    """Write who a student is, and when the work was due and came."""
    names = (student.cell("last_name"), student.cell("first_name"), student.identity.email)
    times = (time_told(student.due), time_told(student.row.handed_in))
    return [safe(cell) for cell in (assignment, *times, number_of(student), *names)]


def number_of(student: Student) -> str:
    """Return what nbgrader calls a student: its own list's id, or what else is one word of the student's."""
    who = student.identity
    own = "" if who.platform else who.number
    return own or who.login or who.sid or student.row.student


def scores_of(student: Student) -> tuple[str, str, str]:
    """Write the scores; `raw_score` counts points set by hand, `score` the penalty, too."""
    if not student.row.result.is_graded:
        return ("", "", "")
    raw = student.sheet.final + hundredths(student.row.standing.penalty)
    return (amount(raw), amount(raw - student.sheet.final), earned(student.sheet))


def time_told(time: datetime | None) -> str:
    """Write a time, where it is known."""
    return str(time.astimezone(UTC).replace(tzinfo=None)) if time else ""


PLATFORM = Platform("nbgrader", export=ClassFile(grades))
