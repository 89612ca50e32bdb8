"""A class as Canvas imports it: a gradebook whose second row holds the points possible."""

from __future__ import annotations

from tensorgrade_reports.platforms import ClassFile, GradedClass, Platform
from tensorgrade_reports.spreadsheet import amount, earned, present, safe, written

COLUMNS = ("Student", "ID", "SIS User ID", "SIS Login ID", "Section")


def gradebook(graded: GradedClass) -> bytes:
    """Write a gradebook."""
    rows: list[list[str]] = []
    possible = 0
    for student in graded.students:
        named = {"Student": student.row.student, **present(student.columns, COLUMNS)}
        rows.append([*(safe(named.get(column, "")) for column in COLUMNS), earned(student.sheet)])
        possible = max(possible, student.sheet.possible)
    heads = [[*COLUMNS, safe(graded.assignment)], ["Points Possible", *[""] * (len(COLUMNS) - 1), amount(possible)]]
    return written([*heads, *rows])


PLATFORM = Platform("canvas", export=ClassFile(gradebook))
