"""A batch's gradebook in the formats of other platforms, one file a class or one a student."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property
from pathlib import Path

from rich.text import Text

from tensorgrade.classroom.concepts import kept_concepts
from tensorgrade.classroom.gradebook import Gradebook, open_gradebook
from tensorgrade.classroom.identity import Identity
from tensorgrade.classroom.matching import Matching, match_all
from tensorgrade.classroom.roster import Listed, Roster, read_roster
from tensorgrade.classroom.row import Row, absent_row
from tensorgrade.commands.export.counting import Counting
from tensorgrade.course.catalogue import nearest
from tensorgrade.exits import InputError, Status
from tensorgrade.files import check_writable, write_whole
from tensorgrade.scoring.standing import NO_EXTENSION, standing_of
from tensorgrade.text import inert, plain_line
from tensorgrade_reports.platforms import ClassFile, GradedClass, Student, StudentFiles, exports
from tensorgrade_reports.terminal import result as terminal


class ExportError(InputError):
    """A gradebook cannot be exported; the message is one sentence for the user."""


@dataclass(frozen=True)
class ExportOptions:
    """What the command line asks for: the folder of a gradebook, and a format by its name.

    place: the file, or for a format of one file a student the folder; beside the gradebook where it is not said.
    roster: the platform's own export of the class, to call students as it does. is_check: write nothing, and say
    what the platform would not take. counting: the exercises that count, with a total of their own.
    """

    out: Path
    form: str
    place: Path | None = None
    roster: Path | None = None
    assignment: str | None = None
    is_check: bool = False
    counting: Counting = field(default_factory=Counting)


def export(asked: ExportOptions) -> Status:
    """Write a gradebook in one format, or say what the platform would not take. Returns the exit status.

    Raises InputError.
    """
    roster = read_roster(asked.roster) if asked.roster else Roster()
    made = exports()[asked.form]
    with closing(open_gradebook(asked.out)) as book:
        exported = Exported(book, asked, roster)
        check_exercises(asked.counting.exercises, book.about.exercises)
        notes = list(problems(exported, made))
        if asked.is_check:
            told = check_told(asked.form, len(notes))
        elif isinstance(made, ClassFile):
            told = write_class(exported, made)
        else:
            told = write_each(exported, made)
    console = terminal.console()
    console.print(Text(told), soft_wrap=True)
    for note in notes:
        console.print(Text(inert(f"note: {note}")), soft_wrap=True)
    return Status.missing if asked.is_check and notes else Status.done


def check_exercises(wanted: Iterable[str], known: Sequence[str]) -> None:
    """Raise ExportError for an exercise that the gradebook is not of."""
    for slug in wanted:
        if slug not in known:
            raise ExportError(f"the gradebook is not of {slug!r}{nearest(slug, known)}")


def check_told(form: str, notes: int) -> str:
    """Sum up a check."""
    counted = {0: "the platform takes it as it is meant", 1: "1 note:"}.get(notes, f"{notes} notes:")
    return f"{form}: nothing is written, and {counted}"


@dataclass(frozen=True)
class Exported:
    """A gradebook, what is asked for, and the platform's own class list, which is empty where none is given."""

    book: Gradebook
    asked: ExportOptions
    roster: Roster

    @cached_property
    def matching(self) -> Matching:
        """Whom the class list has for the students who handed in."""
        return match_all(dict(self.people(self.book.students)), self.roster) if self.asked.roster else Matching()

    def people(self, students: Iterable[str]) -> Iterator[tuple[str, Identity]]:
        """Give who some students are."""
        identities = self.book.identities
        for student in students:
            yield student, identities[student]

    def graded(self) -> GradedClass:
        """Return the class as platforms take it."""
        name = plain_line(self.asked.assignment or self.asked.out.resolve().name)
        absent = dict(self.people(self.book.absent))
        listed = match_all(absent, self.roster).rows
        missing = [student_of(absent_row(student), who, listed.get(student)) for student, who in absent.items()]
        exercises = [slug for slug in self.book.about.exercises if slug in (self.asked.counting.exercises or [slug])]
        concepts, possible = kept_concepts(self.book), self.roster.possible
        return GradedClass(self.students(), name, exercises, missing, self.roster.students, possible, concepts)

    def students(self) -> Iterator[Student]:
        """Give the students of the gradebook, each as the platform calls them."""
        due = self.book.about.policy.due
        identities = self.book.identities
        for row in self.book.rows():
            counted = self.counted(row) if self.asked.counting.exercises else row
            yield student_of(counted, identities[row.student], self.matching.rows.get(row.student), due)

    def counted(self, row: Row) -> Row:
        """Return a row with the exercises that count."""
        result = self.asked.counting.counted(row.result)
        overrides = self.asked.counting.overrides(row.overrides, row.result)
        extension = self.book.extensions.get(row.student, NO_EXTENSION)
        standing = standing_of(result, overrides, self.book.about.policy, row.handed_in, extension)
        return replace(row, result=result, overrides=overrides, standing=standing)


def student_of(row: Row, identity: Identity, listed: Listed | None, due: datetime | None = None) -> Student:
    """Put together a row and who it is of."""
    return Student(row, identity.filled_from(listed.identity) if listed else identity, listed, due)


def problems(exported: Exported, made: ClassFile | StudentFiles) -> Iterator[str]:
    """Say what is left out, and what the platform would not take as it is meant."""
    if note := exported.asked.counting.note:
        yield note
    if open_rows := [row.student for row in exported.book.rows() if not row.result.is_graded]:
        yield f"without points, for we failed to grade them: {', '.join(open_rows)}"
    yield from exported.matching.problems(str(exported.asked.roster))
    if isinstance(made, ClassFile):
        yield from made.problems(exported.graded())


def write_class(exported: Exported, made: ClassFile) -> str:
    """Write the class in one file; say where."""
    asked = exported.asked
    file = asked.place or asked.out / f"{asked.form}.csv"
    check_writable(file)
    write_whole(file, made.write(exported.graded()))
    return f"{asked.form} written to {file}"


def write_each(exported: Exported, made: StudentFiles) -> str:
    """Write a file a student, of those who were graded; say how many."""
    asked = exported.asked
    folder = asked.place or asked.out / asked.form
    try:
        folder.mkdir(exist_ok=True)
    except OSError as error:
        raise ExportError(f"{folder} cannot be made: {error.strerror}") from error
    count = 0
    for student in exported.students():
        if student.row.result.is_graded:
            write_whole(folder / f"{student.row.page}.{made.suffix}", made.write(student))
            count += 1
    return f"{folder}: {count} files"
