"""A class as Brightspace imports it: a grade item's points.

The rules are those of D2L's page "Importing grades": a student is found by OrgDefinedId or Username, a column of points
is called as its item and `Points Grade`, and nothing else of a student is in the file. Its own export says behind the
name what the item is worth, `<Numeric MaxPoints:20>`, and ends each row with a mark.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from tensorgrade_reports.platforms import ClassFile, GradedClass, Platform, Student
from tensorgrade_reports.spreadsheet import amount, earned, safe, written

POINTS = " Points Grade"
END, END_MARK = "End-of-Line Indicator", "#"
WORTH = re.compile(r"MaxPoints:(?P<points>[\d.]+)")


def grades(graded: GradedClass) -> bytes:
    """Write the points of a grade item."""
    rows = [
        [*map(safe, names_of(student)), earned(student.sheet), END_MARK]
        for student in graded.students
        if student.row.result.is_graded
    ]
    return written([["OrgDefinedId", "Username", safe(column(graded)), END], *rows])


def names_of(student: Student) -> tuple[str, str]:
    """Return what Brightspace calls a student, as its own list writes it."""
    return (student.cell("OrgDefinedId") or student.identity.sid, student.cell("Username") or student.identity.login)


def column(graded: GradedClass) -> str:
    """Return the head of the item's column: Brightspace's own, where its list has one."""
    return graded.column_of_assignment(POINTS) or f"{graded.assignment}{POINTS}"


def problems(graded: GradedClass) -> Iterator[str]:
    """Say whom Brightspace cannot find, and where it counts another number of points."""
    possible, nameless = 0, []
    for student in graded.students:
        possible = max(possible, student.sheet.possible)
        if not any(names_of(student)):
            nameless.append(student.row.student)
    if nameless:
        yield f"Brightspace cannot find them, for they have no OrgDefinedId and no Username: {', '.join(nameless)}"
    yield from graded.rivals_told(POINTS)
    if graded.has_columns("OrgDefinedId") and not graded.column_of_assignment(POINTS):
        yield f"Brightspace makes a new grade item {graded.assignment!r}: --assignment takes a name of its own list"
    worth = WORTH.search(column(graded))
    if worth and float(worth["points"]) != float(amount(possible)):
        yield f"Brightspace counts this work out of {worth['points']}, and the gradebook out of {amount(possible)}"


PLATFORM = Platform("brightspace", export=ClassFile(grades, problems))
