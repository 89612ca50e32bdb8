"""A class as Moodle imports it: a grading worksheet."""

from __future__ import annotations

from tensorgrade_reports.platforms import ClassFile, GradedClass, Platform
from tensorgrade_reports.spreadsheet import amount, earned, present, safe, written

KEYS = ("Identifier", "Email address", "Full name")


def worksheet(graded: GradedClass) -> bytes:
    """Write a grading worksheet."""
    rows: list[list[str]] = [[*KEYS, "Grade", "Maximum grade", "Assignment"]]
    for student in graded.students:
        named = {"Full name": student.row.student, **present(student.columns, KEYS)}
        cells = [safe(named.get(column, "")) for column in KEYS]
        sheet = student.sheet
        rows.append([*cells, earned(sheet), amount(sheet.possible), safe(graded.assignment)])
    return written(rows)


PLATFORM = Platform("moodle", export=ClassFile(worksheet))
