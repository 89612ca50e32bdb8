"""The class as the desk's pages see it: rows, groups and acts of the gradebook, read anew only where they changed.

Results are kept decoded between requests, by the number of the line in the history that came with them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from pathlib import Path
from typing import ClassVar

from tensorgrade.classroom.gradebook import Gradebook, open_gradebook
from tensorgrade.classroom.groups import AnswerGroup, kept_groups
from tensorgrade.classroom.holdings import Holdings
from tensorgrade.classroom.ledger import Act, Ledger
from tensorgrade.classroom.row import Row
from tensorgrade.course.catalogue import Course
from tensorgrade_reports.anonymous import Anonymity, hidden


@dataclass(frozen=True)
class Past:
    """What a student had at some time, as computed."""

    time: str
    points: float
    possible: float


class RowCache:
    """Rows by student, each with what it was made of."""

    def __init__(self) -> None:
        self._rows: dict[str, tuple[object, Row]] = {}

    def rows(self, book: Gradebook) -> list[Row]:
        """Return the rows of a class, in order; only those that changed are read."""
        made_of = self.made_of(book)
        stale = [student for student, stamp in made_of.items() if self._rows.get(student, (None,))[0] != stamp]
        for row in book.rows(stale):
            self._rows[row.student] = (made_of[row.student], row)
        return [self._rows[student][1] for student in made_of]

    def made_of(self, book: Gradebook) -> dict[str, object]:
        """Return what each row follows from."""
        policy, extensions = book.about.policy, book.extensions
        overrides: dict[str, list[tuple[object, ...]]] = {}
        for student, *override in book.database.all("SELECT student, name, points, why FROM overrides ORDER BY 1, 2"):
            overrides.setdefault(str(student), []).append(tuple(override))
        rows = book.database.all(  # +: a look-up by student reads the whole results on its way, and a scan does not
            "SELECT student, key, handed_in, problem, "
            "(SELECT max(id) FROM history WHERE history.student = submissions.student) "
            "FROM submissions WHERE +student IN (SELECT student FROM roll) ORDER BY student"
        )
        return {
            str(student): (policy, extensions.get(str(student)), tuple(overrides.get(str(student), ())), *stamp)
            for student, *stamp in rows
        }


@dataclass(frozen=True)
class ClassView:
    """An open gradebook, and the course that it is of, if that is still there."""

    book: Gradebook
    course: Course | None
    cache: RowCache
    is_anonymous: ClassVar[bool] = False

    @cached_property
    def rows(self) -> list[Row]:
        """The rows of the class, in order."""
        return self.cache.rows(self.book)

    @cached_property
    def by_page(self) -> dict[str, Row]:
        """The rows by the names of their pages, which stand in addresses."""
        return {row.page: row for row in self.rows}

    @cached_property
    def by_student(self) -> dict[str, Row]:
        """The rows by student."""
        return {row.student: row for row in self.rows}

    @cached_property
    def groups(self) -> list[AnswerGroup]:
        """The groups of answers that are alike."""
        return kept_groups(self.book)

    @cached_property
    def ledger(self) -> Ledger:
        """What was done by hand."""
        return Ledger(self.book.database)

    @cached_property
    def reviews(self) -> set[tuple[str, str]]:
        """What was looked at: student and place."""
        return self.ledger.reviews()

    @cached_property
    def comments(self) -> dict[str, list[tuple[str, str]]]:
        """The comments of each student, each with its place."""
        return self.ledger.comments()

    @cached_property
    def acts(self) -> list[Act]:
        """What was done by hand, the last thing first."""
        return self.ledger.acts()

    @cached_property
    def absent(self) -> list[str]:
        """Who handed in nothing."""
        return self.book.absent

    @cached_property
    def files(self) -> dict[str, str]:
        """The names of the exercises' files, by slug."""
        return {exercise.slug: exercise.file for exercise in self.course.exercises} if self.course else {}

    def real(self, student: str) -> str:
        """Return the name in the gradebook of a student of this view."""
        return student

    def sources(self, student: str) -> dict[str, bytes]:
        """Return the files of a student."""
        return Holdings(self.book.database).files(student)

    def all_sources(self) -> Iterator[tuple[Row, str, bytes]]:
        """Give the files of all students, each with its name."""
        for student, file, content in self.book.database.all("SELECT * FROM sources ORDER BY student, file"):
            row = self.by_student.get(str(student))
            if row is not None and isinstance(content, bytes):
                yield row, str(file), content

    def past(self, student: str) -> list[Past]:
        """Return what a student had, the first first, each time that it was another than before."""
        query = "SELECT time, points, possible FROM history WHERE student = ? ORDER BY id"
        rows = self.book.database.all(query, self.real(student))
        all_times = [Past(str(time), float(str(points)), float(str(possible))) for time, points, possible in rows]
        return [next(same) for _, same in groupby(all_times, key=lambda past: (past.points, past.possible))]


@dataclass(frozen=True)
class AnonymousView(ClassView):
    """The same without names, and without what was done by hand, to be shown on a screen in class."""

    is_anonymous = True

    @cached_property
    def hidden(self) -> Anonymity:
        """What students are called here."""
        return Anonymity.of(self.book)

    @cached_property
    def rows(self) -> list[Row]:
        """The rows of the class, by number."""
        return self.hidden.rows(self.cache.rows(self.book))

    @cached_property
    def groups(self) -> list[AnswerGroup]:
        """The groups of answers that are alike."""
        return [self.hidden.group(group) for group in kept_groups(self.book)]

    @cached_property
    def reviews(self) -> set[tuple[str, str]]:
        """What was looked at."""
        return {(self.hidden.name(student), place) for student, place in self.ledger.reviews()}

    @cached_property
    def comments(self) -> dict[str, list[tuple[str, str]]]:
        """No comments."""
        return {}

    @cached_property
    def acts(self) -> list[Act]:
        """No acts."""
        return []

    @cached_property
    def absent(self) -> list[str]:
        """Who handed in nothing."""
        return [self.hidden.name(student) for student in self.book.absent]

    def real(self, student: str) -> str:
        """Return the name in the gradebook of a student of this view."""
        return self.hidden.real.get(student, "")

    def sources(self, student: str) -> dict[str, bytes]:
        """Return the files of a student, without the student's name."""
        real = self.real(student)
        words = self.hidden.words(real)
        return {file: hidden_in(content, words) for file, content in super().sources(real).items()}

    def all_sources(self) -> Iterator[tuple[Row, str, bytes]]:
        """Give the files of all students."""
        for row in self.rows:
            for file, content in self.sources(row.student).items():
                yield row, file, content


def hidden_in(content: bytes, words: re.Pattern[str]) -> bytes:
    """Hide names in a file."""
    return hidden(words, content.decode("utf-8", "replace")).encode()


@dataclass(frozen=True)
class Desk:
    """The gradebook that a desk is of; it is opened for each request, so that others may work on it, too.

    view: how the class is seen, with names or without.
    """

    out: Path
    course: Course | None
    cache: RowCache
    view: type[ClassView] = ClassView

    @contextmanager
    def opened(self) -> Iterator[ClassView]:
        """Open the gradebook. Raises GradebookError."""
        with closing(open_gradebook(self.out)) as book:
            yield self.view(book, self.course, self.cache)
