"""A class as `nbgrader export` writes it."""

from __future__ import annotations

from datetime import datetime

from tensorgrade.scoring.final import hundredths
from tensorgrade_reports.platforms import ClassFile, GradedClass, Platform, Student
from tensorgrade_reports.spreadsheet import amount, earned, safe, written

COLUMNS = (
    "assignment", "duedate", "timestamp", "student_id", "last_name", "first_name", "email", "raw_score",
    "late_submission_penalty", "score", "max_score",
)  # fmt: skip


def grades(graded: GradedClass) -> bytes:
    """Write the grades of a class."""
    return written([list(COLUMNS), *(row_of(student, graded.assignment) for student in graded.students)])


def row_of(student: Student, assignment: str) -> list[str]:
    """Write one student; `raw_score` counts points set by hand, `score` the penalty, too."""
    row, sheet = student.row, student.sheet
    raw = sheet.final + hundredths(row.standing.penalty)
    columns = {name.lower(): text for name, text in student.columns.items()}
    names = (columns.get("last_name", ""), columns.get("first_name", ""), columns.get("email", ""))
    cells = [assignment, time_told(student.due), time_told(row.handed_in), row.student, *names]
    numbers = map(amount, (raw, raw - sheet.final))
    scores = numbers if row.result.is_graded else ("", "")
    return [*map(safe, cells), *scores, earned(sheet), amount(sheet.possible)]


def time_told(time: datetime | None) -> str:
    """Write a time, where it is known."""
    return time.isoformat() if time else ""


PLATFORM = Platform("nbgrader", export=ClassFile(grades))
