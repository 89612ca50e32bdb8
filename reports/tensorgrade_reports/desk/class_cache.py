"""What the desk keeps between requests: the rows of a class decoded, and what follows from all of them.

In: a gradebook. Out: what was reckoned before, as long as all that it was made of is the same; else it is made anew.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Generic, TypeVar

from tensorgrade.classroom.gradebook import Gradebook
from tensorgrade.classroom.groups import AnswerGroup
from tensorgrade.classroom.row import Row
from tensorgrade.scoring.result import ExerciseResult
from tensorgrade.scoring.standing import NO_EXTENSION, Extension, LatePolicy, Override, standing_of
from tensorgrade_reports import cohort
from tensorgrade_reports.anonymous import Anonymity
from tensorgrade_reports.html.dashboard import summary
from tensorgrade_reports.numbers import share

Value = TypeVar("Value")


class Remembered(Generic[Value]):
    """A value, with what it was made of."""

    def __init__(self) -> None:
        self._kept: tuple[object, Value] | None = None

    def of(self, stamp: object, make: Callable[[], Value]) -> Value:
        """Return the value that was made of the same; else make it."""
        if self._kept is None or self._kept[0] != stamp:
            self._kept = (stamp, make())
        return self._kept[1]


class ClassList:
    """The rows of a class, in order, and what follows from them, each reckoned once."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self.rows = rows

    @cached_property
    def by_page(self) -> dict[str, Row]:
        """The rows by the names of their pages, which stand in addresses."""
        return {row.page: row for row in self.rows}

    @cached_property
    def by_student(self) -> dict[str, Row]:
        """The rows by student."""
        return {row.student: row for row in self.rows}

    @cached_property
    def columns(self) -> list[cohort.Column]:
        """The functions that the class was graded on, in order."""
        return cohort.columns(self.rows)

    @cached_property
    def exercises(self) -> list[str]:
        """The exercises that the class was graded on, in order."""
        return list(dict.fromkeys(column.exercise for column in self.columns))

    @cached_property
    def checks(self) -> list[cohort.CheckLine]:
        """Each check over the class."""
        return cohort.check_lines(self.rows)

    @cached_property
    def summary(self) -> list[tuple[str, str]]:
        """The class in a few numbers."""
        return summary(self.rows)

    @cached_property
    def cells(self) -> dict[str, dict[str, tuple[int, str]]]:
        """How each student stands in each exercise."""
        return {row.student: {one.name: cell_of(one) for one in row.result.exercises} for row in self.rows}


@dataclass(frozen=True)
class Stamp:
    """What a row follows from: what the result was made of, and what its points are reckoned with."""

    result: tuple[object, ...]
    policy: LatePolicy
    extension: Extension
    overrides: tuple[Override, ...]

    def reckoned(self, row: Row) -> Row:
        """Return a row of the same result as it stands now."""
        standing = standing_of(row.result, self.overrides, self.policy, row.handed_in, self.extension)
        return replace(row, overrides=self.overrides, standing=standing)


class RowCache:
    """Rows by student, each with what it was made of."""

    def __init__(self) -> None:
        self._rows: dict[str, tuple[Stamp, Row]] = {}

    def rows(self, book: Gradebook, stamps: Mapping[str, Stamp]) -> list[Row]:
        """Return the rows of a class, in order; only results that changed are read, for that takes longest."""
        kept = {student: self._rows[student] for student in stamps if student in self._rows}
        same = {student: row for student, (stamp, row) in kept.items() if stamp.result == stamps[student].result}
        for row in book.rows(student for student in stamps if student not in same):
            self._rows[row.student] = (stamps[row.student], row)
        for student, row in same.items():
            if kept[student][0] != stamps[student]:
                self._rows[student] = (stamps[student], stamps[student].reckoned(row))
        return [self._rows[student][1] for student in stamps]


@dataclass(frozen=True)
class ClassCache:
    """What is kept of one class. hidden: what students are called where names are hidden."""

    rows: RowCache = field(default_factory=RowCache)
    students: Remembered[ClassList] = field(default_factory=Remembered)
    groups: Remembered[list[AnswerGroup]] = field(default_factory=Remembered)
    hidden: Remembered[Anonymity] = field(default_factory=Remembered)


def stamps_of(book: Gradebook) -> dict[str, Stamp]:
    """Return what the row of each student follows from, in order."""
    policy, extensions = book.about.policy, book.extensions
    overrides: dict[str, tuple[Override, ...]] = {}
    for student, name, points, why in book.database.all(
        "SELECT student, name, points, why FROM overrides ORDER BY 1, 2"
    ):
        override = Override(str(name), float(str(points)), str(why))
        overrides[str(student)] = (*overrides.get(str(student), ()), override)
    rows = book.database.all(  # +: a look-up by student reads the whole results on its way, and a scan does not
        "SELECT student, key, handed_in, problem, "
        "(SELECT max(id) FROM history WHERE history.student = submissions.student) "
        "FROM submissions WHERE +student IN (SELECT student FROM roll) ORDER BY student"
    )
    return {
        str(name): Stamp(tuple(made_of), policy, extensions.get(str(name), NO_EXTENSION), overrides.get(str(name), ()))
        for name, *made_of in rows
    }


def cell_of(exercise: ExerciseResult) -> tuple[int, str]:
    """Return what part of an exercise's points somebody has, in percent, and what its lessons say."""
    told = dict.fromkeys(lesson.diagnosis.message for lesson in exercise.lessons)
    return share(exercise.points, exercise.possible), "\n".join(told)
