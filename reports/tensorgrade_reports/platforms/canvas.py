"""A class as Canvas imports it: a gradebook whose second row holds the points possible.

The rules are those of canvas-lms, lib/gradebook_importer.rb: students by ID, then SIS user, then SIS login, then name;
an assignment by the whole head of its column, `Week 1 (55)`. An empty cell takes a grade away, so that a student whom
we failed to grade is left out.
"""

from __future__ import annotations

from collections.abc import Iterator

from tensorgrade_reports.platforms import ClassFile, GradedClass, Platform, Student
from tensorgrade_reports.spreadsheet import amount, earned, safe, written

COLUMNS = ("Student", "ID", "SIS User ID", "SIS Login ID", "Section")


def gradebook(graded: GradedClass) -> bytes:
    """Write a gradebook."""
    rows: list[list[str]] = []
    possible = 0
    for student in graded.students:
        possible = max(possible, student.sheet.possible)
        if student.row.result.is_graded:
            rows.append([*map(safe, names_of(student)), earned(student.sheet)])
    heads = [[*COLUMNS, safe(column(graded))], ["Points Possible", *[""] * (len(COLUMNS) - 1), amount(possible)]]
    return written([*heads, *rows])


def names_of(student: Student) -> tuple[str, ...]:
    """Return what Canvas calls a student, by column."""
    who = student.identity
    number = who.number if who.platform == "canvas" else ""
    return (student.name, number, who.sid, who.login, student.cell("Section"))


def column(graded: GradedClass) -> str:
    """Return the head of the assignment's column: Canvas's own, where its list has one."""
    return graded.column_of_assignment(" (") or graded.assignment


def problems(graded: GradedClass) -> Iterator[str]:
    """Say whom Canvas knows by name only, and what it makes anew."""
    nameless = [student.row.student for student in graded.students if not any(names_of(student)[1:4])]
    if nameless:
        yield f"Canvas has only the name to find them by: {', '.join(nameless)}"
    if graded.has_columns("ID", "Section") and not graded.column_of_assignment(" ("):
        yield f"Canvas makes a new assignment {graded.assignment!r}: --assignment takes a name of its own list"


PLATFORM = Platform("canvas", export=ClassFile(gradebook, problems))
