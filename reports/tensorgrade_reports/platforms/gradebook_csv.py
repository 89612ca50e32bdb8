"""The gradebook as CSV, for nobody in particular: one row a student, one column an exercise."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from tensorgrade.classroom.row import NOTHING_HANDED_IN, Row
from tensorgrade.scoring.final import HUNDRED, hundredths
from tensorgrade_reports.platforms import ClassFile, GradedClass, Platform
from tensorgrade_reports.spreadsheet import safe, written

COLUMNS = ("student", "points", "possible", "computed", "days_late", "penalty_percent", "overrides", "problem")


def gradebook_csv(rows: Iterable[Row], exercises: Sequence[str], absent: Iterable[str] = ()) -> bytes:
    """Write the class; `absent` are students of the roster who handed in nothing.

    A student whom we failed to grade has no points, which is not the same as 0.
    """
    cells = [[*COLUMNS, *exercises]]
    for row in rows:
        standing = row.standing
        overrides = "; ".join(f"{override.check}: {override.points:g} ({override.why})" for override in row.overrides)
        final = hundredths(standing.points) / HUNDRED  # as in every other export
        numbers = (final, standing.possible, standing.computed, standing.days_late, standing.penalty_percent)
        by_name = {exercise.name: exercise.points for exercise in row.result.exercises}
        columns = [*map(number, numbers), overrides, row.problem]
        parts = [number(by_name[name]) for name in exercises]
        if not row.result.is_graded:
            columns[0] = columns[2] = ""
            parts = [""] * len(exercises)
        cells.append([safe(cell) for cell in (row.student, *columns)] + parts)
    nothing = [*[""] * 5, NOTHING_HANDED_IN, *[""] * len(exercises)]
    return written([*cells, *([safe(student), "0", *nothing] for student in absent)])


def number(value: float) -> str:
    """Write a number with at most six decimals and no trailing zeros."""
    return f"{value:.6f}".rstrip("0").rstrip(".")


def class_csv(graded: GradedClass) -> bytes:
    """Write a class."""
    absent = [student.row.student for student in graded.absent]
    return gradebook_csv((student.row for student in graded.students), graded.exercises, absent)


PLATFORM = Platform("csv", export=ClassFile(class_csv))
