"""The class as the desk's pages see it: rows, groups and acts of the gradebook, read anew only where they changed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from pathlib import Path
from typing import ClassVar

from tensorgrade.classroom.gradebook import Gradebook, open_gradebook
from tensorgrade.classroom.groups import AnswerGroup, groups_in, texts_of_groups
from tensorgrade.classroom.holdings import Holdings
from tensorgrade.classroom.ledger import Act, Ledger
from tensorgrade.classroom.row import Row
from tensorgrade.course.catalogue import Course
from tensorgrade_reports.anonymous import Anonymity, hidden
from tensorgrade_reports.desk.class_cache import ClassCache, ClassList, stamps_of


@dataclass(frozen=True)
class Past:
    """What a student had at some time, as computed."""

    time: str
    points: float
    possible: float


@dataclass(frozen=True)
class ClassView:
    """An open gradebook, and the course that it is of, if that is still there."""

    book: Gradebook
    course: Course | None
    cache: ClassCache
    is_anonymous: ClassVar[bool] = False

    @cached_property
    def students(self) -> ClassList:
        """The rows of the class, and what follows from them."""
        stamps = stamps_of(self.book)
        return self.cache.students.of(stamps, lambda: ClassList(self.cache.rows.rows(self.book, stamps)))

    @property
    def rows(self) -> Sequence[Row]:
        """The rows of the class, in order."""
        return self.students.rows

    @cached_property
    def groups(self) -> list[AnswerGroup]:
        """The groups of answers that are alike."""
        texts = texts_of_groups(self.book)
        return self.cache.groups.of(texts, lambda: groups_in(texts))

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

    def sources_with(self, words: bytes) -> Iterator[tuple[Row, str, bytes]]:
        """Give the files in which some words stand in small letters or large, each with its student and its name."""
        for student, file, content in self.book.database.all("SELECT * FROM sources ORDER BY student, file"):
            row = self.students.by_student.get(str(student))
            if row is not None and isinstance(content, bytes) and words in content.lower():
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
        return self.cache.hidden.of(self.book.identities, lambda: Anonymity.of(self.book))

    @cached_property
    def students(self) -> ClassList:
        """The rows of the class, by number."""
        hidden, stamps = self.hidden, stamps_of(self.book)
        return self.cache.students.of(
            (hidden, stamps), lambda: ClassList(hidden.rows(self.cache.rows.rows(self.book, stamps)))
        )

    @cached_property
    def groups(self) -> list[AnswerGroup]:
        """The groups of answers that are alike."""
        hidden, texts = self.hidden, texts_of_groups(self.book)
        return self.cache.groups.of((hidden, texts), lambda: [hidden.group(group) for group in groups_in(texts)])

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

    def sources_with(self, words: bytes) -> Iterator[tuple[Row, str, bytes]]:
        """Give the files in which some words stand, by the numbers of the students; a name is no longer one of them."""
        for row in self.rows:
            real = self.real(row.student)
            for file, content in super().sources(real).items():
                if words in content.lower():
                    nameless = hidden_in(content, self.hidden.words(real))
                    if words in nameless.lower():
                        yield row, file, nameless


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
    cache: ClassCache
    view: type[ClassView] = ClassView

    def read(self) -> int:
        """Read the class, before a page waits for it; return how many students there are. Raises GradebookError."""
        with self.opened() as view:
            return len(view.rows)

    @contextmanager
    def opened(self) -> Iterator[ClassView]:
        """Open the gradebook. Raises GradebookError."""
        with closing(open_gradebook(self.out)) as book:
            yield self.view(book, self.course, self.cache)
