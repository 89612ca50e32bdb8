"""A class without names, to be shown on a screen in class.

Rows and groups go in, the same come out with a number in the place of each name, and without what may hold a name: how
files were called, what was set or said by hand. Whoever has not seen the gradebook cannot tell by the numbers who is
who; they stay the same from run to run. Names that students wrote into their code are hidden there, too.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from hashlib import sha256

import msgspec

from tensorgrade.classroom.gradebook import Gradebook
from tensorgrade.classroom.groups import AnswerGroup
from tensorgrade.classroom.identity import Identity
from tensorgrade.classroom.row import Row
from tensorgrade.classroom.similar import SimilarPair
from tensorgrade.scoring.result import ExerciseResult, Lesson

HIDDEN = "…"
SHORTEST = 3  # of the words of a name; shorter ones are words of code as well


class Anonymity:
    """The numbers of a class, and what each student is called."""

    def __init__(self, identities: Mapping[str, Identity], seed: int) -> None:
        self._identities = identities
        self._seed = seed

    @classmethod
    def of(cls, book: Gradebook) -> Anonymity:
        """Number the class of a gradebook; its seed, which students do not know, says in which order."""
        return cls(book.identities, book.about.seed or 0)

    @cached_property
    def numbers(self) -> dict[str, int]:
        """The number of each student."""
        drawn = sorted(self._identities, key=lambda student: sha256(ascii((self._seed, student)).encode()).digest())
        return {student: number for number, student in enumerate(drawn, 1)}

    @cached_property
    def real(self) -> dict[str, str]:
        """The students by what they are called here."""
        return {self.name(student): student for student in self.numbers}

    def name(self, student: str) -> str:
        """Return what a student is called here."""
        return f"Student {self.numbers.get(student, 0)}"

    def row(self, row: Row) -> Row:
        """Return a row without names."""
        name = self.name(row.student)
        words = self.words(row.student)
        exercises = tuple(without(words, exercise) for exercise in row.result.exercises)
        result = msgspec.structs.replace(row.result, submission=name, chosen=(), passed_over=(), exercises=exercises)
        problem = "there is a problem with the hand-in" if row.problem and not row.is_absent else row.problem
        page = row.page and f"student-{self.numbers.get(row.student, 0)}"
        return replace(row, student=name, page=page, result=result, problem=problem, overrides=(), comments=())

    def rows(self, rows: Sequence[Row]) -> list[Row]:
        """Return rows without names, in the order of their numbers."""
        return [self.row(row) for row in sorted(rows, key=lambda row: self.numbers.get(row.student, 0))]

    def group(self, group: AnswerGroup) -> AnswerGroup:
        """Return a group without names."""
        students = sorted(group.students, key=lambda student: self.numbers.get(student, 0))
        return msgspec.structs.replace(
            group,
            students=tuple(map(self.name, students)),
            representative=self.name(group.representative),
            code=hidden(self.words(group.representative), group.code),
        )

    def pairs(self, pairs: Sequence[SimilarPair]) -> list[SimilarPair]:
        """Return pairs of similar submissions without names."""
        return [SimilarPair(self.name(pair.one), self.name(pair.other), pair.share) for pair in pairs]

    def words(self, student: str) -> re.Pattern[str]:
        """Return what a student is called, in whole and in words, as it may stand in the student's own code."""
        who = self._identities.get(student, Identity())
        names = {student, who.name, who.login, who.email, who.sid, who.number}
        names |= {word for name in (student, who.name) for word in re.findall(r"\w+", name)}
        longest_first = sorted((name for name in names if len(name) >= SHORTEST), key=lambda name: (-len(name), name))
        return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first)) or '(?!)'})(?!\w)")


def hidden(words: re.Pattern[str], text: str) -> str:
    """Hide names in a text."""
    return words.sub(HIDDEN, text)


def without(words: re.Pattern[str], exercise: ExerciseResult) -> ExerciseResult:
    """Hide names in what the lessons of an exercise show of a student's code and what it printed."""
    return msgspec.structs.replace(exercise, lessons=tuple(lesson_without(words, each) for each in exercise.lessons))


def lesson_without(words: re.Pattern[str], lesson: Lesson) -> Lesson:
    """Hide names in one lesson."""
    told = msgspec.structs.replace(lesson.diagnosis, printed=hidden(words, lesson.diagnosis.printed))
    code = lesson.code
    if code is not None:
        lines = tuple(msgspec.structs.replace(line, text=hidden(words, line.text)) for line in code.lines)
        code = msgspec.structs.replace(code, lines=lines, file=hidden(words, code.file))
    return msgspec.structs.replace(lesson, diagnosis=told, code=code)
