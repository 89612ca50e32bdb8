"""The SQLite file of a gradebook: its tables, how an older one is brought up to date, and one transaction a change.

Whoever writes gives a list of statements; all of them are done, or none.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

from tensorgrade.exits import InputError

FILE = "gradebook.sqlite"
VERSION = "6"
TABLES = """
CREATE TABLE about (name TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE class (
    place INTEGER PRIMARY KEY CHECK (place = 1), submissions TEXT, seed INTEGER, due TEXT,
    percent_a_day REAL NOT NULL, timezone TEXT NOT NULL, grace_minutes INTEGER NOT NULL, slip_days INTEGER NOT NULL,
    cap REAL NOT NULL
);
CREATE TABLE extensions (student TEXT PRIMARY KEY, due TEXT, slip_days INTEGER) WITHOUT ROWID;
CREATE TABLE exercises (place INTEGER PRIMARY KEY, slug TEXT NOT NULL UNIQUE);
CREATE TABLE roll (
    student TEXT PRIMARY KEY, name TEXT NOT NULL, platform TEXT NOT NULL, number TEXT NOT NULL, sid TEXT NOT NULL,
    login TEXT NOT NULL, email TEXT NOT NULL, team TEXT NOT NULL, is_absent INTEGER NOT NULL
) WITHOUT ROWID;
CREATE TABLE similar (one TEXT NOT NULL, other TEXT NOT NULL, share REAL NOT NULL, PRIMARY KEY (one, other))
    WITHOUT ROWID;
CREATE TABLE submissions (
    student TEXT PRIMARY KEY, page TEXT NOT NULL UNIQUE, key TEXT NOT NULL, points REAL NOT NULL,
    possible REAL NOT NULL, handed_in TEXT, problem TEXT NOT NULL, result BLOB NOT NULL, shown TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE checks (
    student TEXT NOT NULL, exercise TEXT NOT NULL, name TEXT NOT NULL, function TEXT NOT NULL, visibility TEXT NOT NULL,
    outcome TEXT NOT NULL, points REAL NOT NULL, possible REAL NOT NULL, diagnoses TEXT NOT NULL, seconds REAL NOT NULL,
    PRIMARY KEY (student, exercise, visibility, name)
) WITHOUT ROWID;
CREATE TABLE overrides (
    student TEXT NOT NULL, name TEXT NOT NULL, points REAL NOT NULL, why TEXT NOT NULL, PRIMARY KEY (student, name)
) WITHOUT ROWID;
"""
SINCE_4 = """
CREATE TABLE sources (student TEXT NOT NULL, file TEXT NOT NULL, content BLOB NOT NULL, PRIMARY KEY (student, file))
    WITHOUT ROWID;
CREATE TABLE runs (student TEXT PRIMARY KEY, content BLOB NOT NULL);
CREATE TABLE behaviours (student TEXT PRIMARY KEY, content TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE ways (
    student TEXT NOT NULL, exercise TEXT NOT NULL, function TEXT NOT NULL, way TEXT NOT NULL,
    PRIMARY KEY (student, exercise, function)
) WITHOUT ROWID;
CREATE TABLE groups (place INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, content TEXT NOT NULL);
CREATE TABLE comments (
    student TEXT NOT NULL, place TEXT NOT NULL, text TEXT NOT NULL, PRIMARY KEY (student, place, text)
) WITHOUT ROWID;
CREATE TABLE reviews (student TEXT NOT NULL, place TEXT NOT NULL, PRIMARY KEY (student, place)) WITHOUT ROWID;
CREATE TABLE acts (
    id INTEGER PRIMARY KEY, time TEXT NOT NULL, told TEXT NOT NULL, changes TEXT NOT NULL, is_undone INTEGER NOT NULL
);
CREATE TABLE history (
    id INTEGER PRIMARY KEY, student TEXT NOT NULL, time TEXT NOT NULL, points REAL NOT NULL, possible REAL NOT NULL
);
CREATE INDEX history_of ON history (student);
"""
SINCE_5 = """
CREATE TABLE hints (student TEXT PRIMARY KEY, content TEXT NOT NULL) WITHOUT ROWID;
"""
SINCE = {"4": SINCE_4 + SINCE_5, "5": SINCE_5}  # what gradebooks of versions before lack

Statements = Sequence[tuple[str, Sequence[Sequence[object]]]]


def word_written(name: str, value: str) -> Statements:
    """Return what writes a word that the file says of itself; nothing where it is empty."""
    if not value:
        return [("DELETE FROM about WHERE name = ?", [(name,)])]
    return [("INSERT OR REPLACE INTO about VALUES (?, ?)", [(name, value)])]


class GradebookError(InputError):
    """The gradebook cannot be used; the message is one sentence for the user."""


class Database:
    """An open file. Every method raises GradebookError when it cannot be read or written."""

    def __init__(self, path: Path) -> None:
        """Open the file, or make it. Raises GradebookError for that of a kit that this one does not know."""
        self.path = path
        with self._sentences():
            self.connection = sqlite3.connect(path, timeout=30, isolation_level=None)
            self.connection.execute("PRAGMA journal_mode = WAL")
            if not self.connection.execute("SELECT 1 FROM sqlite_master").fetchone():
                version = f"INSERT INTO about VALUES ('version', '{VERSION}');"
                self.connection.executescript("BEGIN;" + TABLES + SINCE["4"] + version + "COMMIT;")
        if self.version in SINCE:
            self._bring_up_to_date()
        if self.version != VERSION:
            self.close()
            raise GradebookError(f"{path} was written by another version of tensorgrade; name another --out")

    @property
    def version(self) -> str:
        """The version of the tables."""
        return self.word("version")

    def word(self, name: str) -> str:
        """Return what the file says of itself under a name; empty for nothing."""
        row = self.one("SELECT value FROM about WHERE name = ?", name)
        return str(row[0]) if row else ""

    def close(self) -> None:
        """Close the file."""
        self.connection.close()

    def all(self, query: str, *values: object) -> list[tuple[object, ...]]:
        """Return all rows that a query gives."""
        with self._sentences(), closing(self.connection.execute(query, values)) as cursor:
            return cursor.fetchall()

    def one(self, query: str, *values: object) -> tuple[object, ...] | None:
        """Return the first row that a query gives."""
        return next(iter(self.all(query, *values)), None)

    def write(self, statements: Statements) -> None:
        """Do all statements, each with each of its rows, in one transaction."""
        with self.transaction() as connection:
            for statement, rows in statements:
                connection.executemany(statement, rows)

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """Keep what is written meanwhile, all of it or none; nobody else writes between what is read here and that."""
        with self._sentences():
            self.connection.execute("BEGIN IMMEDIATE")
            try:
                yield self.connection
                self.connection.execute("COMMIT")
            except BaseException:
                if self.connection.in_transaction:
                    self.connection.execute("ROLLBACK")
                raise

    @contextmanager
    def attached(self, path: Path, name: str) -> Iterator[None]:
        """Have the tables of another file at hand under a name."""
        with self._sentences():
            self.connection.execute(f"ATTACH DATABASE ? AS {name}", (str(path),))
        try:
            yield
        finally:
            with self._sentences():
                self.connection.execute(f"DETACH DATABASE {name}")

    def _bring_up_to_date(self) -> None:
        with self.transaction() as connection:
            (version,) = connection.execute("SELECT value FROM about WHERE name = 'version'").fetchone()
            if version in SINCE:  # and not what another process has made of it meanwhile
                for statement in SINCE[version].split(";\n"):
                    connection.execute(statement)
                connection.execute("UPDATE about SET value = ? WHERE name = 'version'", (VERSION,))

    @contextmanager
    def _sentences(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            raise GradebookError(f"the gradebook {self.path} cannot be used: {error}") from error
