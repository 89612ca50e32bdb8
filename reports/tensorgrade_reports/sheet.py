"""The gradebook as CSV: one row a student, one column an exercise, safe to open in a spreadsheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from tensorgrade.classroom.gradebook import Row
from tensorgrade.scoring.final import HUNDRED, hundredths

COLUMNS = ("student", "points", "possible", "computed", "days_late", "penalty_percent", "overrides", "problem")
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def gradebook_csv(rows: Iterable[Row], exercises: Sequence[str], absent: Iterable[str] = ()) -> bytes:
    """Write the class; `absent` are students of the roster who handed in nothing.

    A student whom we failed to grade has no points, which is not the same as 0.
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow([*COLUMNS, *exercises])
    for row in rows:
        standing = row.standing
        overrides = "; ".join(f"{one.check}: {one.points:g} ({one.why})" for one in row.overrides)
        final = hundredths(standing.points) / HUNDRED  # as in every other export
        numbers = (final, standing.possible, standing.computed, standing.days_late, standing.penalty_percent)
        by_name = {exercise.name: exercise.points for exercise in row.result.exercises}
        told = [*map(number, numbers), overrides, row.problem]
        parts = [number(by_name[name]) for name in exercises]
        if not row.result.is_graded:
            told[0] = told[2] = ""
            parts = [""] * len(exercises)
        writer.writerow([safe(cell) for cell in (row.student, *told)] + parts)
    for student in absent:
        writer.writerow([safe(student), "0", *[""] * 5, "nothing handed in", *[""] * len(exercises)])
    return text.getvalue().encode("utf-8", "backslashreplace")


def number(value: float) -> str:
    """Write a number with at most six decimals and no trailing zeros."""
    return f"{value:.6f}".rstrip("0").rstrip(".")


def safe(cell: str) -> str:
    """Quote a cell that a spreadsheet would take for a formula; a dash alone is none, and stands for nothing."""
    return f"'{cell}" if cell.startswith(FORMULA) and cell != "-" else cell
