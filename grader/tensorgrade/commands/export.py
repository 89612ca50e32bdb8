"""`grade export`: a batch's gradebook in the formats of other platforms, one file a class or one a student."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from rich.text import Text

from tensorgrade.classroom.gradebook import Gradebook, Row, open_gradebook
from tensorgrade.classroom.identity import Identity
from tensorgrade.classroom.roster import Listed, Roster, read_roster
from tensorgrade.commands.class_files import changes_of
from tensorgrade.exits import InputError
from tensorgrade.files import check_writable, write_whole
from tensorgrade.text import inert, plain_line
from tensorgrade_reports.junit import document
from tensorgrade_reports.platforms import classroom50, github_classroom, gradebooks, gradescope, prairielearn
from tensorgrade_reports.platforms.gradebooks import Student
from tensorgrade_reports.platforms.sheet import Sheet, sheet_of
from tensorgrade_reports.sheet import gradebook_csv
from tensorgrade_reports.terminal import result as terminal

A_STUDENT: Mapping[str, Callable[[Row], bytes]] = {
    "gradescope": lambda row: gradescope.results(sheet(row)),
    "prairielearn": lambda row: (
        prairielearn.not_gradable(row.problem) if row.problem else prairielearn.results(sheet(row))
    ),
    "github-classroom": lambda row: github_classroom.document(sheet(row)),
    "classroom50": lambda row: classroom50.results(sheet(row), os.environ, row.handed_in or datetime.now(UTC)),
    "junit": lambda row: document(sheet(row).result),
}
SUFFIXES = {"junit": "xml"}


class ExportError(InputError):
    """A gradebook cannot be exported; the message is one sentence for the user."""


def export(out: Path, form: str, place: Path | None, roster: Path | None, assignment: str | None) -> int:
    """Write the gradebook in `out` in one format. Returns the exit status. Raises InputError.

    place: the file, or for a format of one file a student the folder; beside the gradebook where it is not said.
    roster: the platform's own export of the class, to call students as it does.
    """
    known = read_roster(roster) if roster else Roster()
    with closing(open_gradebook(out)) as book:
        if form in A_STUDENT:
            folder = place or out / form
            count = write_each(book, form, folder)
            told = f"{folder}: {count} files"
        else:
            file = place or out / f"{form}.csv"
            check_writable(file)
            write_whole(file, class_csv(book, form, known, plain_line(assignment or out.resolve().name)))
            told = f"{form} written to {file}"
        notes = list(notes_of(book, known, roster))
    console = terminal.console()
    console.print(Text(told), soft_wrap=True)
    for note in notes:
        console.print(Text(inert(f"note: {note}")), soft_wrap=True)
    return 0


def notes_of(book: Gradebook, known: Roster, roster: Path | None) -> Iterator[str]:
    """Say of whom the platform's own list knows nothing, or too much."""
    if open_rows := [row.student for row in book.rows() if not row.result.is_graded]:
        yield f"without points, for we failed to grade them: {', '.join(open_rows)}"
    if roster is None:
        return
    identities = book.identities
    matches = {student: known.match(identities[student]) for student in book.students}
    strangers = [student for student, match in matches.items() if not match.listed and not match.rivals]
    if strangers:
        yield f"not in {roster}: {', '.join(strangers)}"
    if unclear := [student for student, match in matches.items() if match.rivals]:
        yield f"several rows of {roster} fit, and none is taken: {', '.join(unclear)}"
    by_row: dict[Listed, list[str]] = {}
    for student, match in matches.items():
        if match.listed:
            by_row.setdefault(match.listed, []).append(student)
    for listed, several in by_row.items():
        if len(several) > 1:
            yield f"{listed.student} of {roster} has several rows ({', '.join(several)}): import only one of them"


def write_each(book: Gradebook, form: str, folder: Path) -> int:
    """Write a file a student, of those who were graded; return how many."""
    try:
        folder.mkdir(exist_ok=True)
    except OSError as error:
        raise ExportError(f"{folder} cannot be made: {error.strerror}") from error
    count = 0
    for row in book.rows():
        if not row.result.is_graded:
            continue
        write_whole(folder / f"{row.page}.{SUFFIXES.get(form, 'json')}", A_STUDENT[form](row))
        count += 1
    return count


def class_csv(book: Gradebook, form: str, known: Roster, assignment: str) -> bytes:
    """Write the class in one file."""
    if form == "csv":
        return gradebook_csv(book.rows(), book.about.exercises, book.absent)
    if form == "canvas":
        possible = max((one.sheet.possible for one in students(book, known)), default=0)
        return gradebooks.canvas(students(book, known), assignment, possible)
    write = gradebooks.moodle if form == "moodle" else gradebooks.nbgrader
    return write(students(book, known), assignment)


def students(book: Gradebook, known: Roster) -> Iterator[Student]:
    """Give the students of a gradebook, each as the platform calls them."""
    due = book.about.policy.due
    identities = book.identities
    for row in book.rows():
        identity = identities[row.student]
        listed = known.match(identity).listed
        columns = columns_of(identity.filled_from(listed.identity) if listed else identity)
        yield Student(
            sheet=sheet(row),
            columns={**columns, **listed.columns} if listed else columns,
            penalty=row.standing.penalty,
            due=due.isoformat() if due else "",
            handed_in=row.handed_in.isoformat() if row.handed_in else "",
        )


def columns_of(identity: Identity) -> dict[str, str]:
    """Return what the platforms call a student, by their columns, as far as it is known."""
    numbers = {"canvas": "ID", "moodle": "Identifier"}
    number = f"Participant {identity.number}" if identity.platform == "moodle" else identity.number
    columns = {
        numbers.get(identity.platform, ""): number,
        "SIS User ID": identity.sid,
        "SIS Login ID": identity.login,
        "Email address": identity.email,
        "email": identity.email,
        "Student": identity.name,
        "Full name": identity.name,
    }
    return {name: text for name, text in columns.items() if name and text}


def sheet(row: Row) -> Sheet:
    """Return what platforms are told of a row."""
    return sheet_of(row.result, row.overrides, row.standing, changes_of(row))
