"""What a class has and lacks as CSV, for nobody in particular: one row a concept, what most lack first."""

from __future__ import annotations

from tensorgrade.classroom.concepts import standings
from tensorgrade_reports.platforms import ClassFile, GradedClass, Platform
from tensorgrade_reports.spreadsheet import safe, written

COLUMNS = ("concept", "lacking", "tried", "share")


def concepts(graded: GradedClass) -> bytes:
    """Write a row a concept: how many lack it, of how many who tried a function that can be wrong in it."""
    found = standings([student.row for student in graded.students], graded.concepts)
    rows = ([safe(one.concept), str(len(one.lacking)), str(one.tried), f"{one.share:.3f}"] for one in found)
    return written([COLUMNS, *rows])


PLATFORM = Platform("concepts", export=ClassFile(concepts))
