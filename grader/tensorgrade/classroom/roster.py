"""A class list as CSV: who is in the class, and, where it says so, when each handed in.

What its cells hold is made visible where it is none, as the names of hand-ins are.

One row a student. A column `student` or `name` is needed; `email`, `id`, `login` and `submitted` (a date and time)
are read where they are there; other columns are kept for exports.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from tensorgrade.exits import InputError
from tensorgrade.text import plain_line

NAMES = ("student", "name", "student name", "full name")
KEYS = (
    "email", "email address", "e-mail", "id", "sid", "student id", "login", "user", "username", "github_username",
    "sis user id", "sis login id", "identifier",
)  # fmt: skip
TIMES = ("submitted", "submitted_at", "submitted at", "submission time", "timestamp")


class RosterError(InputError):
    """A class list cannot be used; the message is one sentence for the user."""


@dataclass(frozen=True)
class Listed:
    """One row. `keys` are all the values by which the student may be called, in small letters."""

    student: str
    keys: frozenset[str]
    submitted: datetime | None
    columns: Mapping[str, str]


@dataclass(frozen=True)
class Roster:
    """A class list, in its order."""

    students: tuple[Listed, ...] = ()

    def find(self, names: Iterable[str]) -> Listed | None:
        """Return the student who is called by any of these names."""
        wanted = {name.strip().casefold() for name in names if name.strip()}
        return next((listed for listed in self.students if listed.keys & wanted), None)


def read_roster(path: Path) -> Roster:
    """Read a class list. Raises RosterError."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is not UTF-8"
        raise RosterError(f"the roster {path} cannot be read: {reason}") from error
    rows = csv.DictReader(io.StringIO(text, newline=""))
    try:
        header = {(name or "").strip().casefold(): name for name in rows.fieldnames or ()}
        called = next((header[name] for name in NAMES if name in header), None)
        if called is None:
            raise RosterError(f"the roster {path} has no column named student or name")
        return Roster(tuple(listed(path, number, row, header, called) for number, row in enumerate(rows, start=2)))
    except csv.Error as error:
        raise RosterError(f"the roster {path} cannot be read: {error}") from error


def listed(path: Path, number: int, row: Mapping[str | None, object], header: Mapping[str, str], called: str) -> Listed:
    """Read one row. Raises RosterError when it has no name or its time is none."""
    cells = {str(name): plain_line(str(value or "").strip()) for name, value in row.items() if name is not None}
    if not cells[called]:
        raise RosterError(f"the roster {path}, line {number}: the student has no name")
    keys = {cells[header[name]].casefold() for name in (*NAMES, *KEYS) if name in header} - {""}
    time = next((cells[header[name]] for name in TIMES if name in header and cells[header[name]]), "")
    try:
        submitted = parse_time(time) if time else None
    except ValueError as error:
        raise RosterError(f"the roster {path}, line {number}: {time!r} is no date and time") from error
    return Listed(cells[called], frozenset(keys), submitted, cells)


def parse_time(text: str) -> datetime:
    """Read an ISO date and time, as local time where it names no zone. Raises ValueError."""
    parts = text.replace(" UTC", "+00:00").replace(" -", "-").replace(" +", "+")
    return local_time(datetime.fromisoformat(parts))


def local_time(time: datetime) -> datetime:
    """Return a time as local time. Raises ValueError for one that the calendar does not hold there."""
    try:
        return time.astimezone()
    except OverflowError as error:
        raise ValueError(f"{time} is out of range") from error
