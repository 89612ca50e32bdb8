"""The gradebook of a batch: one SQLite file, one row a submission and a check, each submission in one transaction.

A row carries the key that its result follows from, so that a batch which died goes on where it stopped and a second
run grades only what changed. What an instructor changed by hand is kept apart and survives a re-grade.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from tensorgrade.classroom.about import About, about_in
from tensorgrade.classroom.database import FILE, Database, GradebookError, Statements
from tensorgrade.classroom.holdings import TABLES as HELD
from tensorgrade.classroom.holdings import Holding, hints_written
from tensorgrade.classroom.identity import Identity
from tensorgrade.classroom.row import Row
from tensorgrade.classroom.shards import Part
from tensorgrade.classroom.similar import SimilarPair
from tensorgrade.decoding import read_json
from tensorgrade.scoring.result import SubmissionResult, from_json
from tensorgrade.scoring.standing import NO_EXTENSION, Extension, Override, standing_of

NO_HOLDING = Holding()

# What a row has beside it in tables of one student's: what a new result replaces, and what was set by hand.
WITH_RESULT, BY_HAND = ("checks", *HELD), ("overrides", "comments", "reviews")
PAST = "student, time, points, possible"


class Gradebook:
    """An open gradebook. Every method raises GradebookError when the file cannot be read or written."""

    def __init__(self, folder: Path) -> None:
        """Open the gradebook in `folder`, or make one."""
        self.path = folder / FILE
        self.database = Database(self.path)

    def close(self) -> None:
        """Close the file."""
        self.database.close()

    @property
    def about(self) -> About:
        """What the gradebook is of."""
        return about_in(self.database)

    def put_about(self, about: About) -> None:
        """Write what the gradebook is of."""
        self.database.write(about.statements())

    @property
    def part(self) -> Part | None:
        """What the gradebook is a part of; None before the first run."""
        row = self.database.one("SELECT value FROM about WHERE name = 'part'")
        return read_json(str(row[0]), Part) if row else None

    def put_part(self, part: Part) -> None:
        """Write what the gradebook is a part of."""
        self.database.write(
            [("INSERT OR REPLACE INTO about VALUES ('part', ?)", [(msgspec.json.encode(part).decode(),)])]
        )

    @property
    def extensions(self) -> dict[str, Extension]:
        """What single students were given beyond what holds for all."""
        return {
            str(student): Extension(
                datetime.fromisoformat(str(due)) if due else None, None if days is None else int(str(days))
            )
            for student, due, days in self.database.all("SELECT student, due, slip_days FROM extensions")
        }

    def put_extensions(self, extensions: Mapping[str, Extension]) -> None:
        """Write what single students are given, in place of what there was."""
        rows = [
            (student, given.due.isoformat() if given.due else None, given.slip_days)
            for student, given in extensions.items()
        ]
        self.database.write([("DELETE FROM extensions", [()]), ("INSERT INTO extensions VALUES (?, ?, ?)", rows)])

    @property
    def absent(self) -> list[str]:
        """The students of the roster who handed in nothing, by name."""
        rows = self.database.all("SELECT student FROM roll WHERE is_absent ORDER BY student")
        return [str(student) for (student,) in rows]

    @property
    def identities(self) -> dict[str, Identity]:
        """Who each student is, those who handed in nothing as well."""
        rows = self.database.all("SELECT student, name, platform, number, sid, login, email, team FROM roll")
        return {
            str(student): Identity(str(name), str(platform), str(number), str(sid), str(login), str(email), str(team))
            for student, name, platform, number, sid, login, email, team in rows
        }

    @property
    def gone(self) -> list[str]:
        """The students whose hand-in is no longer there: they are in no report, and come back with it."""
        query = "SELECT student FROM submissions WHERE student NOT IN (SELECT student FROM roll) ORDER BY 1"
        rows = self.database.all(query)
        return [str(student) for (student,) in rows]

    def put_roll(self, present: Mapping[str, Identity], absent: Mapping[str, Identity]) -> None:
        """Write who handed in, and who did not; who is neither leaves the reports."""
        rows = [
            (student, who.name, who.platform, who.number, who.sid, who.login, who.email, who.group, is_absent)
            for is_absent, people in enumerate((present, absent))
            for student, who in people.items()
        ]
        self.database.write(
            [("DELETE FROM roll", [()]), ("INSERT OR IGNORE INTO roll VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)]
        )

    @property
    def similar(self) -> list[SimilarPair]:
        """The submissions that look alike, the most alike first."""
        rows = self.database.all("SELECT one, other, share FROM similar ORDER BY share DESC, one, other")
        return [SimilarPair(str(one), str(other), float(str(share))) for one, other, share in rows]

    def put_similar(self, pairs: Iterable[SimilarPair]) -> None:
        """Write which submissions look alike."""
        rows = [(pair.one, pair.other, pair.share) for pair in pairs]
        self.database.write([("DELETE FROM similar", [()]), ("INSERT INTO similar VALUES (?, ?, ?)", rows)])

    def keys(self) -> dict[str, str]:
        """Return the key of each student's result."""
        return {str(student): str(key) for student, key in self.database.all("SELECT student, key FROM submissions")}

    def pages(self) -> dict[str, str]:
        """Return the name of each student's files."""
        return {str(student): str(page) for student, page in self.database.all("SELECT student, page FROM submissions")}

    def put(self, row: Row, key: str, is_shown: bool = True, holding: Holding = NO_HOLDING) -> None:
        """Write one student's row, in one transaction, in place of what was there.

        is_shown: whether the student's files show it already. holding: what is kept of the hand-in beside it.
        """
        self.database.write(self.statements(row, key, is_shown, holding))

    def statements(self, row: Row, key: str, is_shown: bool, holding: Holding) -> Statements:
        """Return what writes one student's row."""
        result, shown = row.result, row.shown if is_shown else ""
        time = row.handed_in.isoformat() if row.handed_in else None
        blob = msgspec.json.encode(result)
        values = (row.student, row.page, key, result.points, result.possible, time, row.problem, blob, shown)
        checks = [
            (row.student, exercise.name, check.name, check.function, check.visibility, check.outcome, check.points,
             check.possible, " ".join(diagnosis.name for diagnosis in check.diagnoses), check.seconds)
            for exercise in result.exercises
            for check in exercise.checks
        ]  # fmt: skip
        now = datetime.now(UTC).isoformat(timespec="seconds")
        past = (row.student, now, result.points, result.possible)
        return [
            ("DELETE FROM checks WHERE student = ?", [(row.student,)]),
            ("INSERT OR REPLACE INTO submissions VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", [values]),
            ("INSERT INTO checks VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", checks),
            ("INSERT OR IGNORE INTO roll VALUES (?, ?, '', '', '', '', '', '', 0)", [(row.student, row.student)]),
            ("INSERT INTO history (student, time, points, possible) VALUES (?, ?, ?, ?)", [past]),
            *holding.statements(row.student),
        ]

    def put_time(self, student: str, handed_in: datetime | None) -> None:
        """Write when a student handed in."""
        time = handed_in.isoformat() if handed_in else None
        self.database.write([("UPDATE submissions SET handed_in = ? WHERE student = ?", [(time, student)])])

    def put_hints(self, student: str, hints: Mapping[str, int] | None) -> None:
        """Write which hints a student has opened, as the hand-in tells now."""
        self.database.write(hints_written(student, hints))

    def put_shown(self, row: Row) -> None:
        """Write that a student's files show this row."""
        self.database.write([("UPDATE submissions SET shown = ? WHERE student = ?", [(row.shown, row.student)])])

    def shown(self, student: str) -> str:
        """Return what a student's files show beside the result."""
        row = self.database.one("SELECT shown FROM submissions WHERE student = ?", student)
        return str(row[0]) if row else ""

    def override(self, student: str, override: Override) -> None:
        """Write points given by hand."""
        row = (student, override.check, override.points, override.why)
        self.database.write([("INSERT OR REPLACE INTO overrides VALUES (?, ?, ?, ?)", [row])])

    def withdraw(self, student: str, check: str) -> None:
        """Take back points given by hand."""
        self.database.write([("DELETE FROM overrides WHERE student = ? AND name = ?", [(student, check)])])

    @property
    def students(self) -> list[str]:
        """The students whose hand-in is there, by name."""
        # +: a look-up by student reads the whole results on its way, and a scan does not
        query = "SELECT student FROM submissions WHERE +student IN (SELECT student FROM roll) ORDER BY student"
        rows = self.database.all(query)
        return [str(student) for (student,) in rows]

    def row(self, student: str) -> Row | None:
        """Return one student's row."""
        return next(self.rows([student]), None)

    def rows(self, students: Iterable[str] | None = None) -> Iterator[Row]:
        """Read rows one by one, by name of the student."""
        for student in self.students if students is None else students:
            query = "SELECT page, handed_in, problem, result FROM submissions WHERE student = ?"
            columns = self.database.one(query, student)
            if columns is not None:
                page, time, problem, blob = columns
                handed_in = datetime.fromisoformat(str(time)) if time else None
                assert isinstance(blob, bytes)
                result = from_json(blob)
                yield self.row_of(student, str(page), result, handed_in, str(problem))

    def row_of(
        self, student: str, page: str, result: SubmissionResult, handed_in: datetime | None, problem: str
    ) -> Row:
        """Put a result together with what the gradebook knows of the student."""
        overrides = self.overrides(student)
        extension = self.extensions.get(student, NO_EXTENSION)
        standing = standing_of(result, overrides, self.about.policy, handed_in, extension)
        return Row(student, page, result, handed_in, problem, overrides, standing, self.comments(student))

    def overrides(self, student: str) -> tuple[Override, ...]:
        """Return the points given by hand to one student."""
        rows = self.database.all("SELECT name, points, why FROM overrides WHERE student = ? ORDER BY name", student)
        return tuple(Override(str(name), float(str(points)), str(why)) for name, points, why in rows)

    def comments(self, student: str) -> tuple[tuple[str, str], ...]:
        """Return what one student is told by hand, each with its place."""
        rows = self.database.all("SELECT place, text FROM comments WHERE student = ? ORDER BY 1, 2", student)
        return tuple((str(place), str(text)) for place, text in rows)

    @property
    def devices(self) -> list[str]:
        """The devices that students were graded on, as results name them."""
        query = "SELECT DISTINCT json_extract(CAST(result AS TEXT), '$.device') FROM submissions ORDER BY 1"
        rows = self.database.all(query)
        return [str(device) for (device,) in rows]

    def take(self, folder: Path, pages: Mapping[str, str]) -> None:
        """Take over the rows of the gradebook in another folder, in one transaction; what was set by hand here stays.

        pages: what the files of its students are called here.
        """
        columns = "key, points, possible, handed_in, problem, result, shown"
        row = f"SELECT student, ?, {columns} FROM part.submissions WHERE student = ?"
        named = [(page, student) for student, page in pages.items()]
        theirs = "(SELECT student FROM part.submissions)"
        their_past = f"SELECT {PAST} FROM part.history WHERE ({PAST}) NOT IN (SELECT {PAST} FROM history) ORDER BY id"
        with self.database.attached(folder / FILE, "part"):
            self.database.write(
                [
                    (f"INSERT OR REPLACE INTO submissions (student, page, {columns}) {row}", named),
                    *((f"DELETE FROM {table} WHERE student IN {theirs}", [()]) for table in WITH_RESULT),
                    *((f"INSERT INTO {table} SELECT * FROM part.{table}", [()]) for table in WITH_RESULT),
                    *((f"INSERT OR IGNORE INTO {table} SELECT * FROM part.{table}", [()]) for table in BY_HAND),
                    (f"INSERT INTO history ({PAST}) {their_past}", [()]),
                ]
            )


def open_gradebook(folder: Path) -> Gradebook:
    """Open the gradebook of a batch that was run before. Raises GradebookError when there is none."""
    if not (folder / FILE).is_file():
        raise GradebookError(f"{folder} holds no gradebook; grade batch SUBMISSIONS --out {folder} makes one")
    return Gradebook(folder)
