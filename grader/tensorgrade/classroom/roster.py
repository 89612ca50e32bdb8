"""A class list as a platform exports it: who is in the class, and, where it says so, when each handed in.

In goes a CSV of any platform or one's own; its encoding, its delimiter and its header are found out. Out come
identities, a row each, in its order. Rows that are no students are passed over; odd ones are told by their line. What
its cells hold is made visible where it is none, as the names of hand-ins are.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from pathlib import Path
from zoneinfo import ZoneInfo

from tensorgrade.classroom.csv_table import Line, TableError, column_key, read_table
from tensorgrade.classroom.identity import Identity, spellings, words_in
from tensorgrade.classroom.moodle_words import LANGUAGES, WorksheetWords
from tensorgrade.classroom.times import time_in
from tensorgrade.exits import InputError

# of lists in English, and as Moodle's language packs have them in German, French and Spanish
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "name": (
        *("student", "name", "student name", "full name", "display name", "fullname"),
        *("vollständiger name", "nom complet", "nombre completo"),
    ),
    "last": (
        *("last name", "lastname", "surname", "family name"),
        *("nachname", "familienname", "nom", "nom de famille", "apellido(s)", "apellidos"),
    ),
    "first": ("first name", "firstname", "given name", "vorname", "prénom", "nombre"),
    "email": (
        *("email", "email address", "e mail", "e mail address", "mail"),
        *("e mail adresse", "adresse de courriel", "dirección de correo", "correo electrónico"),
    ),
    "sid": (
        *("sid", "student id", "sis user id", "id number", "orgdefinedid", "org defined id", "studentid"),
        *("identifier", "roster identifier", "student sis id"),
        *("id nummer", "matrikelnummer", "numéro d'identification", "número de id"),
    ),
    "login": (
        *("login", "user", "username", "user name", "github username", "sis login id", "login id", "github login"),
        *("anmeldename", "benutzername", "nom d'utilisateur", "nombre de usuario"),
    ),
    "number": ("id", "lms user id"),
    "group": ("group", "groups", "group name", "team", "team name", "gruppe", "gruppen", "groupe", "grupo"),
    "submitted": (
        *("submitted", "submitted at", "submission time", "timestamp", "submission timestamp"),
        *("last modified (submission)", "zuletzt geändert (abgabe)"),
        *("dernière modification (travail remis)", "última modificación (entrega)"),
    ),
}
NAMING = ("name", "last", "first", "email", "sid", "login", "number")
RANKS = 4


@dataclass(frozen=True)
class Form:
    """The export of a platform, known by some of its columns: what it names otherwise than other lists."""

    platform: str
    marks: frozenset[str]
    columns: Mapping[str, str]


def of_worksheet(words: WorksheetWords) -> Mapping[str, str]:
    """Return the columns that name a student in a grading worksheet of Moodle."""
    return {"number": column_key(words.identifier), "sid": "id number"}


FORMS = (
    Form("canvas", frozenset({"id", "section"}), {"number": "id"}),
    Form("canvas", frozenset({"canvas user id", "user id"}), {"number": "canvas user id", "sid": "user id"}),
    Form("canvas", frozenset({"student id", "student sis id"}), {"number": "student id", "sid": "student sis id"}),
    Form("moodle", frozenset({"identifier", "full name"}), {"number": "identifier", "sid": "id number"}),
    *(
        Form("moodle", frozenset({column_key(words.identifier), column_key(words.modified)}), of_worksheet(words))
        for words in LANGUAGES
    ),
    Form("brightspace", frozenset({"orgdefinedid"}), {}),
    Form("github", frozenset({"identifier", "github username"}), {"number": "github id", "sid": "identifier"}),
    Form("github", frozenset({"roster identifier", "github username"}), {"sid": "roster identifier"}),
)
PLAIN = Form("", frozenset(), {})
POSSIBLE = "points possible"
NO_STUDENTS = {POSSIBLE, "manual posting"}
NO_NAMES = {"date", "points", "class average"}  # of Google Classroom's rows above the students
TEST_STUDENTS = {"student, test", "test student"}
NO_TIMES = {"", "-", "none", "n/a"}
NOTES_TOLD = 20


class RosterError(InputError):
    """A class list cannot be used; the message is one sentence for the user."""


@dataclass(frozen=True)
class Listed:
    """One row: who it is, when work came, and all cells by column."""

    identity: Identity
    submitted: datetime | None = None
    columns: Mapping[str, str] = field(default_factory=dict, compare=False)

    @property
    def student(self) -> str:
        """What the student is called."""
        return self.identity.label


@dataclass(frozen=True)
class Match:
    """Whom a list has for an identity: one row, or none; `rivals` are the rows that fit equally well."""

    listed: Listed | None = None
    rivals: tuple[Listed, ...] = ()


@dataclass(frozen=True)
class Roster:
    """A class list, in its order; `notes` tell of rows that were passed over.

    possible: the row that says what each column is worth, by column, where the list has one.
    """

    students: tuple[Listed, ...] = ()
    notes: tuple[str, ...] = ()
    possible: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def _places(self) -> Mapping[tuple[int, str], frozenset[int]]:
        places: dict[tuple[int, str], set[int]] = {}
        for place, listed in enumerate(self.students):
            for rank, key in listed.identity.search_keys():
                kind, _, value = key.partition(":")
                if not (kind == "number" and listed.identity.platform):
                    met_by = {"id": "word", "word": "id"}.get(kind, kind)
                    places.setdefault((rank, f"{met_by}:{value}"), set()).add(place)
        return {key: frozenset(rows) for key, rows in places.items()}

    def match(self, identity: Identity) -> Match:
        """Find the student by the surest names that fit anybody."""
        keys = list(identity.search_keys())
        for rank in range(RANKS):
            fitting = [self._places.get(key, frozenset()) for key in keys if key[0] == rank]
            places = sorted(frozenset().union(*fitting))
            if len(places) == 1 and not is_number_of_a_group(identity, self.students[places[0]].identity):
                return Match(self.students[places[0]])
            if len(places) > 1:
                return Match(None, tuple(self.students[place] for place in places))
        return Match()

    def group(self, name: str) -> tuple[Listed, ...]:
        """Return the members of the group of that name, as platforms write it."""
        wanted = spellings(name)
        return tuple(listed for listed in self.students if wanted & spellings(listed.identity.group))


def is_number_of_a_group(identity: Identity, listed: Identity) -> bool:
    """Say whether a number of Moodle's is a group's and only looks like a student's: nothing else of them is alike.

    Moodle writes the number of a group where it writes that of a participant otherwise, and both count from 1.
    """
    if not identity.platform == "moodle" == listed.platform or not (identity.name and listed.name):
        return False
    return identity.number == listed.number and not set(words_in(identity.name)) & set(words_in(listed.name))


def read_roster(path: Path, zone: ZoneInfo | None = None) -> Roster:
    """Read a class list; zone: of times that name none, the machine's where it is not said. Raises RosterError."""
    known = {name for names in COLUMNS.values() for name in names} | {name for form in FORMS for name in form.marks}
    try:
        table = read_table(path, known)
    except TableError as error:
        raise RosterError(f"the roster {path} cannot be read: {error}") from error
    header = [column_key(name) for name in table.header]
    form = next((form for form in FORMS if form.marks <= set(header)), PLAIN)
    columns = places_of_columns(header, form)
    if not set(NAMING) & set(columns):
        raise RosterError(f"the roster {path} has no column that names students, such as student, name, email or login")
    students: dict[Identity, Listed] = {}
    notes = list(table.notes)
    for row in table.rows:
        listed, note = listed_in(row, table.header, columns, form, zone)
        if listed is not None and listed.identity in students:
            note = f"{listed.student} is listed above already: passed over"
        elif listed is not None:
            students[listed.identity] = listed
        if note:
            notes.append(f"line {row.line}: {note}")
    if len(notes) > NOTES_TOLD:
        notes[NOTES_TOLD:] = [f"and {len(notes) - NOTES_TOLD} more lines of which there is something to tell"]
    rows = (row.cells for row in table.rows)
    possible = next((cells for cells in rows if POSSIBLE in map(str.casefold, cells)), ())
    return Roster(tuple(students.values()), tuple(notes), dict(zip(table.header, possible, strict=False)))


def places_of_columns(header: Sequence[str], form: Form) -> dict[str, int]:
    """Return the places of the columns that are known, by what they hold."""
    names = {**COLUMNS, **{kind: (name,) for kind, name in form.columns.items()}}
    present = {kind: [header.index(name) for name in spelled if name in header] for kind, spelled in names.items()}
    return {kind: places[0] for kind, places in present.items() if places}


def listed_in(
    row: Line, header: Sequence[str], columns: Mapping[str, int], form: Form, zone: ZoneInfo | None
) -> tuple[Listed | None, str]:
    """Read one row: a student or none, and what there is to tell of it."""
    if any(row.cells[len(header) :]):
        return None, f"it has {len(row.cells)} cells, and the header {len(header)}: passed over"
    cells = {kind: row.cells[place] for kind, place in columns.items() if place < len(row.cells)}
    named = any(cells.get(kind) for kind in ("number", "sid", "login", "email"))
    if not named and {cell.casefold() for cell in row.cells} & NO_STUDENTS:
        return None, ""
    identity = identity_of(cells, form)
    if not named and len(columns) > 1 and identity.name.casefold() in NO_NAMES:
        return None, ""
    if not identity.label:
        return None, "it names no student: passed over"
    if form.platform == "canvas" and identity.name.casefold() in TEST_STUDENTS:
        return None, f"{identity.name} is Canvas's own test student: passed over"
    time = cells.get("submitted", "")
    submitted, note = None, ""
    try:
        submitted = None if time.casefold() in NO_TIMES else time_in(time, zone)
    except ValueError:
        note = f"{time!r} is no date and time: {identity.label} is taken without one"
    whole = zip(header, (*row.cells, *[""] * len(header)), strict=False)
    return Listed(identity, submitted, dict(whole)), note


def identity_of(cells: Mapping[str, str], form: Form) -> Identity:
    """Put together whom a row names."""
    number, sid, login = (cells.get(kind, "") for kind in ("number", "sid", "login"))
    name = cells.get("name") or " ".join(filter(None, (cells.get("first", ""), cells.get("last", ""))))
    if form.platform == "moodle":
        number = number[len(number.rstrip("0123456789")) :]  # of `Participant 1201`
    if form.platform == "brightspace":
        sid, login = sid.removeprefix("#"), login.removeprefix("#")
    return Identity(
        name=name or ("" if form.platform != "github" else sid),
        platform=form.platform if number else "",
        number=number,
        sid=sid,
        login=login,
        email=cells.get("email", ""),
        group=cells.get("group", ""),
    )
