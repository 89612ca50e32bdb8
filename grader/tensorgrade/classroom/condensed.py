"""The rows of a class in little memory, for what is told of all of them together.

In: rows as the gradebook reads them, one by one. Out: the same rows without what only a student's own files show, with
equal parts of them kept once: a class makes the same mistakes, and its checks have the same names.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from dataclasses import replace as with_fields
from typing import Any, TypeVar

from msgspec.structs import replace

from tensorgrade.classroom.row import Row
from tensorgrade.scoring.result import CheckResult, ExerciseResult, Lesson

Part = TypeVar("Part", bound=Hashable)


def condensed(rows: Iterable[Row]) -> list[Row]:
    """Return rows without the diagnoses of checks and the code of lessons; what is told stands in the lessons."""
    kept = Kept()
    return [kept.row(row) for row in rows]


class Kept:
    """The parts of rows that were kept so far."""

    def __init__(self) -> None:
        self._parts: dict[Hashable, Any] = {}

    def once(self, part: Part) -> Part:
        """Return the part that is equal to this one and was kept first."""
        kept: Part = self._parts.setdefault((type(part), part), part)
        return kept

    def row(self, row: Row) -> Row:
        """Return a row with what is kept of it."""
        exercises = tuple(map(self.exercise, row.result.exercises))
        return with_fields(row, result=replace(row.result, exercises=exercises))

    def exercise(self, exercise: ExerciseResult) -> ExerciseResult:
        """Return an exercise with what is kept of it."""
        return replace(
            exercise,
            name=self.once(exercise.name),
            functions=self.once(exercise.functions),
            checks=tuple(map(self.check, exercise.checks)),
            lessons=tuple(map(self.lesson, exercise.lessons)),
        )

    def check(self, check: CheckResult) -> CheckResult:
        """Return a check without its diagnoses, its time in thousandths of a second, so that many are equal."""
        return self.once(replace(check, seconds=round(check.seconds, 3), diagnoses=()))

    def lesson(self, lesson: Lesson) -> Lesson:
        """Return a lesson without its code."""
        return replace(lesson, diagnosis=self.once(lesson.diagnosis), checks=self.once(lesson.checks), code=None)
