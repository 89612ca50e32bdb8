"""The mistakes of a class as CSV, for nobody in particular: one row a student and mistake, with its concept."""

from __future__ import annotations

from tensorgrade.classroom.concepts import concept_of
from tensorgrade_reports import cohort
from tensorgrade_reports.platforms import ClassFile, GradedClass, Platform
from tensorgrade_reports.spreadsheet import safe, written

COLUMNS = ("concept", "place", "diagnosis", "cause", "students", "student")


def misconceptions(graded: GradedClass) -> bytes:
    """Write a row a student and mistake, the mistakes of most students first."""
    mistakes = cohort.misconceptions([student.row for student in graded.students])
    rows = (
        (concept_of(one.name), one.place, one.name, one.why, str(len(one.students)), student)
        for one in mistakes
        for student in one.students
    )
    return written([COLUMNS, *(list(map(safe, row)) for row in rows)])


PLATFORM = Platform("misconceptions", export=ClassFile(misconceptions))
