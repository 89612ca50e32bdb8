"""A class as Canvas, Moodle and nbgrader import it: CSV, a row a student, cells safe to open in a spreadsheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from tensorgrade.scoring.final import hundredths
from tensorgrade_reports.numbers import points
from tensorgrade_reports.platforms.sheet import Sheet, points_of
from tensorgrade_reports.sheet import safe

CANVAS = ("Student", "ID", "SIS User ID", "SIS Login ID", "Section")
CANVAS_KEYS = ("ID", "SIS User ID", "SIS Login ID", "Student")
MOODLE_KEYS = ("Identifier", "Email address", "Full name")
NBGRADER = (
    "assignment", "duedate", "timestamp", "student_id", "last_name", "first_name", "email", "raw_score",
    "late_submission_penalty", "score", "max_score",
)  # fmt: skip


@dataclass(frozen=True)
class Student:
    """One row: what the student is called on the platform, by column, and the points."""

    sheet: Sheet
    columns: Mapping[str, str]
    penalty: float
    due: str = ""
    handed_in: str = ""


def canvas(students: Iterable[Student], assignment: str, possible: int) -> bytes:
    """Write a Canvas gradebook: its second row holds the points possible."""
    rows: list[list[str]] = [
        [*CANVAS, safe(assignment)],
        ["Points Possible", *[""] * (len(CANVAS) - 1), amount(possible)],
    ]
    for one in students:
        named = {"Student": one.sheet.result.submission, **present(one.columns, CANVAS)}
        rows.append([*(safe(named.get(column, "")) for column in CANVAS), earned(one.sheet)])
    return written(rows)


def moodle(students: Iterable[Student], assignment: str) -> bytes:
    """Write a grading worksheet."""
    rows: list[list[str]] = [[*MOODLE_KEYS, "Grade", "Maximum grade", "Assignment"]]
    for one in students:
        named = {"Full name": one.sheet.result.submission, **present(one.columns, MOODLE_KEYS)}
        cells = [safe(named.get(column, "")) for column in MOODLE_KEYS]
        rows.append([*cells, earned(one.sheet), amount(one.sheet.possible), safe(assignment)])
    return written(rows)


def nbgrader(students: Iterable[Student], assignment: str) -> bytes:
    """Write what `nbgrader export` writes. `raw_score` counts points set by hand, `score` the penalty, too."""
    rows: list[list[str]] = [list(NBGRADER)]
    for one in students:
        raw = one.sheet.final + hundredths(one.penalty)
        known = {name.lower(): text for name, text in one.columns.items()}
        names = (known.get("last_name", ""), known.get("first_name", ""), known.get("email", ""))
        cells = [assignment, one.due, one.handed_in, one.sheet.result.submission, *names]
        numbers = map(amount, (raw, raw - one.sheet.final))
        scores = numbers if one.sheet.result.is_graded else ("", "")
        rows.append([*map(safe, cells), *scores, earned(one.sheet), amount(one.sheet.possible)])
    return written(rows)


def present(columns: Mapping[str, str], wanted: Sequence[str]) -> dict[str, str]:
    """Return those columns that a platform has, whatever the case of their letters."""
    known = {name.strip().casefold(): text for name, text in columns.items()}
    return {name: known[name.casefold()] for name in wanted if known.get(name.casefold())}


def earned(sheet: Sheet) -> str:
    """Write the final points; nothing for a submission that we failed to grade."""
    return amount(sheet.final) if sheet.result.is_graded else ""


def amount(cents: int) -> str:
    """Write hundredths as points."""
    return points(points_of(cents))


def written(rows: Iterable[Sequence[str]]) -> bytes:
    """Write rows as CSV."""
    text = io.StringIO(newline="")
    csv.writer(text).writerows(rows)
    return text.getvalue().encode("utf-8", "backslashreplace")
