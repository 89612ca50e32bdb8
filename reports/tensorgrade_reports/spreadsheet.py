"""Rows of CSV that are safe to open in a spreadsheet, and how points stand in them."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from tensorgrade_reports.numbers import points
from tensorgrade_reports.sheet import Sheet, points_of

FORMULA = ("=", "+", "-", "@", "\t", "\r")


def safe(cell: str) -> str:
    """Quote a cell that a spreadsheet would take for a formula; a dash alone is none, and stands for nothing."""
    return f"'{cell}" if cell.startswith(FORMULA) and cell != "-" else cell


def earned(sheet: Sheet) -> str:
    """Write the final points; nothing for a submission that we failed to grade."""
    return amount(sheet.final) if sheet.result.is_graded else ""


def amount(cents: int) -> str:
    """Write hundredths as points."""
    return points(points_of(cents))


def number_in(cell: str) -> float | None:
    """Read a number as a platform's list has it, with a point or a comma; None for what is none."""
    try:
        return float(cell.replace(",", "."))
    except ValueError:
        return None


def written(rows: Iterable[Sequence[str]], is_quoted: bool = False) -> bytes:
    """Write rows as CSV; is_quoted: whether every cell stands in quotes."""
    text = io.StringIO(newline="")
    csv.writer(text, quoting=csv.QUOTE_ALL if is_quoted else csv.QUOTE_MINIMAL).writerows(rows)
    return text.getvalue().encode("utf-8", "backslashreplace")
