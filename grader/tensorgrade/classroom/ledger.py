"""What instructors do by hand in a class: points, comments, reviews; each act in one transaction, logged, to be undone.

In: an act. Out: the rows that it changes in the gradebook, and beside them a line of what was done with what was there
before. An act is undone as long as what it wrote is still there.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from sqlite3 import Connection

import msgspec

from tensorgrade.classroom.database import Database, Statements
from tensorgrade.decoding import read_json
from tensorgrade.exits import InputError
from tensorgrade.scoring.result import SubmissionResult
from tensorgrade.scoring.standing import BONUS, places_in, worth_of
from tensorgrade.text import plain

COMMENT_LENGTH, WHY_LENGTH = 10_000, 500
MARKS = {  # the tables that acts change: the columns of the key, and those of the value
    "overrides": (("student", "name"), ("points", "why")),
    "comments": (("student", "place", "text"), ()),
    "reviews": (("student", "place"), ()),
}

FILES = "mistakes"  # what a change of a file of known mistakes is called in the log


class ActError(InputError):
    """Something cannot be done by hand; the message is one sentence for the user."""


@dataclass(frozen=True)
class Given:
    """Points by hand for a place, with the reason; None takes back what was given."""

    result: SubmissionResult
    place: str
    points: float | None
    why: str = ""

    def check(self) -> None:
        """Raise ActError for a place that is not there, or points that it cannot have."""
        if self.place != BONUS and self.place not in places_in(self.result):
            raise ActError(f"{self.result.submission} has no {self.place}")
        if self.points is None:
            return
        if not self.why:
            raise ActError("give a reason")
        worth = worth_of(self.result, self.place)
        if not math.isfinite(self.points) or not 0 <= self.points <= worth:
            raise ActError(f"{self.place} is worth 0 to {worth:g} points, not {self.points:g}")

    @property
    def told(self) -> str:
        """What it does, without whose it is."""
        if self.points is None:
            return f"{self.place} as computed again"
        return f"{self.place} set to {self.points:g} ({self.why})"

    @property
    def row(self) -> tuple[tuple[str, ...], tuple[float | str, ...] | None]:
        """What is written."""
        value = None if self.points is None else (self.points, self.why)
        return (self.result.submission, self.place), value


class RowChange(msgspec.Struct, frozen=True, array_like=True):
    """One row of a table, before and after; None where there is none. The first part of the key is the student."""

    table: str
    key: tuple[str, ...]
    before: tuple[float | str, ...] | None
    after: tuple[float | str, ...] | None


@dataclass(frozen=True)
class Act:
    """One thing that was done: when, what in one sentence, and what it changed."""

    number: int
    time: datetime
    told: str
    changes: tuple[RowChange, ...]
    is_undone: bool

    @property
    def students(self) -> tuple[str, ...]:
        """Whom it concerns."""
        return tuple(dict.fromkeys(change.key[0] for change in self.changes if change.table in MARKS))

    @property
    def is_taught(self) -> bool:
        """Whether it changed a file of known mistakes, and no marks."""
        return any(change.table == FILES for change in self.changes)


class Ledger:
    """The acts of one gradebook."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def set_points(self, results: Iterable[SubmissionResult], place: str, points: float, why: str) -> int:
        """Give students points for a place by hand, with a reason. Raises ActError where they cannot be given."""
        return self.give([Given(result, place, points, why) for result in results])

    def give(self, given: Iterable[Given]) -> int:
        """Give points by hand, or take them back, all in one act. Raises ActError where one cannot be given."""
        chosen = [replace(one, why=plain(one.why.strip(), WHY_LENGTH)) for one in given]
        for one in chosen:
            one.check()
        students = list(dict.fromkeys(one.result.submission for one in chosen))
        sentences = {one.told for one in chosen}
        told = sentences.pop() if len(sentences) == 1 else f"{len(chosen)} points by hand, of a list"
        return self.act(f"{named(students)}: {told}", "overrides", [one.row for one in chosen])

    def withdraw_points(self, student: str, place: str) -> int:
        """Take back points that were given by hand."""
        return self.act(f"{student}: {place} as computed again", "overrides", [((student, place), None)])

    def comment(self, students: Sequence[str], place: str, text: str) -> int:
        """Say something to students, of a function or of the whole where `place` is empty. Raises ActError."""
        text = plain(text.replace("\r\n", "\n").strip(), COMMENT_LENGTH)
        if not text:
            raise ActError("write a comment")
        about = f" on {place}" if place else ""
        told = f"{named(students)}: a comment{about}"
        return self.act(told, "comments", [((student, place, text), ()) for student in students])

    def withdraw_comment(self, student: str, place: str, text: str) -> int:
        """Take back a comment."""
        return self.act(f"{student}: a comment taken back", "comments", [((student, place, text), None)])

    def review(self, students: Sequence[str], place: str, is_reviewed: bool) -> int:
        """Mark answers as looked at, or not; the whole hand-in where `place` is empty."""
        verb = "reviewed" if is_reviewed else "not reviewed"
        value: tuple[float | str, ...] | None = () if is_reviewed else None
        told = f"{named(students)}: {place or 'all'} {verb}"
        return self.act(told, "reviews", [((student, place), value) for student in students])

    def act(self, told: str, table: str, rows: Sequence[tuple[tuple[str, ...], tuple[float | str, ...] | None]]) -> int:
        """Write rows of one table, None for none, with a line in the log; return its number."""
        with self._database.transaction() as connection:
            changes = [RowChange(table, key, value_of(connection, table, key), after) for key, after in rows]
            for change in changes:
                put(connection, change.table, change.key, change.after)
            return logged(connection, told, changes)

    def logged(self, told: str, changes: Sequence[RowChange], statements: Statements) -> int:
        """Do statements, with a line in the log, in one transaction."""
        with self._database.transaction() as connection:
            for statement, rows in statements:
                connection.executemany(statement, rows)
            return logged(connection, told, changes)

    def undo(self, number: int) -> Act:
        """Put back what was there before an act. Raises ActError where that was changed since."""
        act = next((one for one in self.acts() if one.number == number), None)
        if act is None or act.is_undone:
            raise ActError("this is undone already" if act else f"there is no act {number}")
        with self._database.transaction() as connection:
            for change in act.changes:
                if value_of(connection, change.table, change.key) != change.after:
                    raise ActError(f"{change.key[0]}: this was changed again since; undo that first")
                put(connection, change.table, change.key, change.before)
            connection.execute("UPDATE acts SET is_undone = 1 WHERE id = ?", (number,))
        return act

    def acts(self) -> list[Act]:
        """Return all that was done, the last thing first."""
        rows = self._database.all("SELECT id, time, told, changes, is_undone FROM acts ORDER BY id DESC")
        return [
            Act(
                int(str(number)),
                datetime.fromisoformat(str(time)),
                str(told),
                read_json(str(changes), tuple[RowChange, ...]),
                bool(is_undone),
            )
            for number, time, told, changes, is_undone in rows
        ]

    def comments(self) -> dict[str, list[tuple[str, str]]]:
        """Return the comments of each student, each with its place."""
        comments: dict[str, list[tuple[str, str]]] = {}
        for student, place, text in self._database.all("SELECT student, place, text FROM comments ORDER BY 1, 2, 3"):
            comments.setdefault(str(student), []).append((str(place), str(text)))
        return comments

    def reviews(self) -> set[tuple[str, str]]:
        """Return what was looked at: student and place."""
        return {(str(student), str(place)) for student, place in self._database.all("SELECT * FROM reviews")}


def named(students: Sequence[str]) -> str:
    """Name students in a line: one, or how many."""
    return students[0] if len(students) == 1 else f"{len(students)} students"


def value_of(connection: Connection, table: str, key: Sequence[str]) -> tuple[float | str, ...] | None:
    """Read a row of a table of marks."""
    columns, values = MARKS[table]
    where = " AND ".join(f"{column} = ?" for column in columns)
    row = connection.execute(f"SELECT {', '.join(values) or '1'} FROM {table} WHERE {where}", tuple(key)).fetchone()
    return None if row is None else tuple(row) if values else ()


def put(connection: Connection, table: str, key: Sequence[str], value: Sequence[float | str] | None) -> None:
    """Write a row of a table of marks, or remove it."""
    columns, values = MARKS[table]
    where = " AND ".join(f"{column} = ?" for column in columns)
    connection.execute(f"DELETE FROM {table} WHERE {where}", tuple(key))
    if value is not None:
        marks = ", ".join("?" * len(columns + values))
        connection.execute(f"INSERT INTO {table} VALUES ({marks})", (*key, *value))


def logged(connection: Connection, told: str, changes: Sequence[RowChange]) -> int:
    """Write a line into the log; return its number."""
    time = datetime.now(UTC).isoformat(timespec="seconds")
    row = (time, told, msgspec.json.encode(changes).decode())
    cursor = connection.execute("INSERT INTO acts (time, told, changes, is_undone) VALUES (?, ?, ?, 0)", row)
    return int(cursor.lastrowid or 0)
