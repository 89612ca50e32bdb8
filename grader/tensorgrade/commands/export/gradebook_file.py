"""A batch's gradebook in the formats of other platforms, one file a class or one a student."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from rich.text import Text

from tensorgrade.classroom.gradebook import Gradebook, open_gradebook
from tensorgrade.classroom.identity import Identity
from tensorgrade.classroom.roster import Listed, Roster, read_roster
from tensorgrade.exits import InputError, Status
from tensorgrade.files import check_writable, write_whole
from tensorgrade.text import inert, plain_line
from tensorgrade_reports.platforms import ClassFile, GradedClass, Student, StudentFiles, exports
from tensorgrade_reports.terminal import result as terminal


class ExportError(InputError):
    """A gradebook cannot be exported; the message is one sentence for the user."""


@dataclass(frozen=True)
class ExportOptions:
    """What the command line asks for: the folder of a gradebook, and a format by its name.

    place: the file, or for a format of one file a student the folder; beside the gradebook where it is not said.
    roster: the platform's own export of the class, to call students as it does.
    """

    out: Path
    form: str
    place: Path | None = None
    roster: Path | None = None
    assignment: str | None = None


def export(asked: ExportOptions) -> Status:
    """Write a gradebook in one format. Returns the exit status. Raises InputError."""
    roster = read_roster(asked.roster) if asked.roster else Roster()
    made = exports()[asked.form]
    with closing(open_gradebook(asked.out)) as book:
        told = (
            write_class(book, asked, made, roster)
            if isinstance(made, ClassFile)
            else write_each(book, asked, made, roster)
        )
        notes = list(notes_of(book, roster, asked.roster))
    console = terminal.console()
    console.print(Text(told), soft_wrap=True)
    for note in notes:
        console.print(Text(inert(f"note: {note}")), soft_wrap=True)
    return Status.done


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


def write_class(book: Gradebook, asked: ExportOptions, made: ClassFile, roster: Roster) -> str:
    """Write the class in one file; say where."""
    file = asked.place or asked.out / f"{asked.form}.csv"
    check_writable(file)
    assignment = plain_line(asked.assignment or asked.out.resolve().name)
    graded = GradedClass(students(book, roster), assignment, book.about.exercises, book.absent)
    write_whole(file, made.write(graded))
    return f"{asked.form} written to {file}"


def write_each(book: Gradebook, asked: ExportOptions, made: StudentFiles, roster: Roster) -> str:
    """Write a file a student, of those who were graded; say how many."""
    folder = asked.place or asked.out / asked.form
    try:
        folder.mkdir(exist_ok=True)
    except OSError as error:
        raise ExportError(f"{folder} cannot be made: {error.strerror}") from error
    count = 0
    for student in students(book, roster):
        if student.row.result.is_graded:
            write_whole(folder / f"{student.row.page}.{made.suffix}", made.write(student))
            count += 1
    return f"{folder}: {count} files"


def students(book: Gradebook, roster: Roster) -> Iterator[Student]:
    """Give the students of a gradebook, each as the platform calls them."""
    identities = book.identities
    for row in book.rows():
        identity = identities[row.student]
        listed = roster.match(identity).listed
        columns = columns_of(identity.filled_from(listed.identity) if listed else identity)
        yield Student(row, {**columns, **listed.columns} if listed else columns, book.about.policy.due)


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
