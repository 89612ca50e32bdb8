"""A class as Blackboard imports it: a column of its Grade Center.

The rules are those of Blackboard's page "Uploading or Downloading Grade Center Items for Working Offline": a student is
found by Username, a column by the number behind its name, `Week 1 [Total Pts: 20 Score] |664617`, and what has no such
number becomes a new column of text that is worth nothing. Every cell of a comma-delimited file stands in quotes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from tensorgrade_reports.platforms import ClassFile, GradedClass, Platform, Student
from tensorgrade_reports.spreadsheet import amount, earned, safe, written

KEYS = ("Last Name", "First Name", "Username", "Student ID")
USERNAME = KEYS.index("Username")
TOTAL = " [Total Pts:"
WORTH = re.compile(r"\[Total Pts:\s*(?:up to )?(?P<points>[\d.]+)")


def grades(graded: GradedClass) -> bytes:
    """Write a column of the Grade Center."""
    rows = [
        [*map(safe, names_of(student)), earned(student.sheet)]
        for student in graded.students
        if student.row.result.is_graded
    ]
    return written([[*KEYS, safe(column(graded))], *rows], is_quoted=True)


def names_of(student: Student) -> tuple[str, ...]:
    """Return what Blackboard calls a student, by column."""
    who = student.identity
    known = {"Username": who.login, "Student ID": who.sid, "Last Name": student.name}
    return tuple(student.cell(key) or known.get(key, "") for key in KEYS)


def column(graded: GradedClass) -> str:
    """Return the head of the column: Blackboard's own, where its list has one."""
    return graded.column_of_assignment(TOTAL) or graded.assignment


def problems(graded: GradedClass) -> Iterator[str]:
    """Say whom Blackboard cannot find, what becomes a new column, and where it counts another number of points."""
    possible, nameless = 0, []
    for student in graded.students:
        possible = max(possible, student.sheet.possible)
        if not names_of(student)[USERNAME]:
            nameless.append(student.row.student)
    if nameless:
        yield f"Blackboard cannot find them, for they have no Username: {', '.join(nameless)}"
    yield from graded.rivals_told(TOTAL)
    if "|" not in column(graded):
        yield (
            f"Blackboard makes {graded.assignment!r} a new column of text that is worth nothing: give its own download "
            "with --roster, and the name of one of its columns with --assignment"
        )
    worth = WORTH.search(column(graded))
    if worth and float(worth["points"]) != float(amount(possible)):
        yield f"Blackboard counts this work out of {worth['points']}, and the gradebook out of {amount(possible)}"


PLATFORM = Platform("blackboard", export=ClassFile(grades, problems))
