"""A batch's gradebook in the formats of other platforms, one file a class or one a student."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from rich.text import Text

from tensorgrade.classroom.gradebook import Gradebook, open_gradebook
from tensorgrade.classroom.roster import Roster, read_roster
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
        strangers = [row.student for row in book.rows() if asked.roster and roster.find([row.student]) is None]
        open_rows = [row.student for row in book.rows() if not row.result.is_graded]
    console = terminal.console()
    console.print(Text(told), soft_wrap=True)
    if open_rows:
        note = f"note: without points, for we failed to grade them: {', '.join(open_rows)}"
        console.print(Text(inert(note)), soft_wrap=True)
    if strangers:
        console.print(Text(inert(f"note: not in {asked.roster}: {', '.join(strangers)}")), soft_wrap=True)
    return Status.done


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
    for row in book.rows():
        listed = roster.find([row.student])
        yield Student(row, listed.columns if listed else {}, book.about.policy.due)
