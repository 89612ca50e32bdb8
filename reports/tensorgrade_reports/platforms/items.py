"""Item statistics as CSV, for nobody in particular: one row a check, how hard it is and whom it tells apart."""

from __future__ import annotations

from tensorgrade_reports.items import Item, items
from tensorgrade_reports.platforms import ClassFile, GradedClass, Platform
from tensorgrade_reports.spreadsheet import safe, written

COLUMNS = ("exercise", "function", "check", "visibility", "tried", "passed", "difficulty", "discrimination", "note")


def item_statistics(graded: GradedClass) -> bytes:
    """Write a row a check."""
    rows = [student.row for student in graded.students if student.row.result.is_graded]
    return written([COLUMNS, *map(cells_of, items(rows))])


def cells_of(item: Item) -> list[str]:
    """Write one check."""
    check = item.check
    named = (item.exercise, check.function, check.name, check.visibility)
    numbers = ("" if each is None else f"{each:.3f}" for each in (item.difficulty, item.discrimination))
    return [*map(safe, named), str(item.tried), str(item.passed), *numbers, item.told]


PLATFORM = Platform("items", export=ClassFile(item_statistics))
