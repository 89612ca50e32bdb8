"""`grade feedback`: what students of a graded class get back, as files that a platform takes or that are handed on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from tensorgrade.classroom.gradebook import Gradebook, open_gradebook
from tensorgrade.classroom.intake import find_hand_ins
from tensorgrade.classroom.layout import HandIn
from tensorgrade.classroom.roster import Roster, read_roster
from tensorgrade.classroom.row import NOTHING_HANDED_IN
from tensorgrade.commands.export.gradebook_file import Exported, ExportOptions
from tensorgrade.commands.options import templates_option
from tensorgrade.exits import InputError, Status
from tensorgrade.files import write_whole
from tensorgrade.submission.read import SubmissionError
from tensorgrade.text import inert, plain_line
from tensorgrade_reports.class_files import student_page
from tensorgrade_reports.platforms import Addressee, Feedback, FeedbackFile, Student, Unreachable, feedbacks
from tensorgrade_reports.terminal import result as terminal
from tensorgrade_reports.terminal.result import say_on

AUDIENCE = "instructor"
FOLDER = "feedback"


class FeedbackError(InputError):
    """Feedback cannot be written; the message is one sentence for the user."""


@click.command()
@click.argument("out", type=click.Path(path_type=Path))
@click.option("--to", "form", type=click.Choice(list(feedbacks())), required=True, help="Who takes it.")
@click.option("--dry-run", "is_dry", is_flag=True, help="Write nothing; say who gets what.")
@click.option("--folder", "place", type=click.Path(path_type=Path), metavar="DIR", help="Where to write it.")
@click.option(
    "--roster",
    type=click.Path(path_type=Path),
    metavar="CSV",
    help="The platform's own export of the class: its numbers and addresses of students.",
)
@click.option(
    "--hand-ins",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="Where what students handed in lies now; without it, where it was graded.",
)
@click.option("--assignment", metavar="NAME", help="What students call this work; without it, as it was graded.")
@templates_option
def command(**asked: Any) -> Status:
    """Write what the students of the batch in OUT get back: a page each, as a platform takes it. Nothing is sent."""
    return feedback(FeedbackOptions(**asked))


@dataclass(frozen=True)
class FeedbackOptions:
    """What the command line asks for; `form` is the name of a platform."""

    out: Path
    form: str
    is_dry: bool = False
    place: Path | None = None
    roster: Path | None = None
    hand_ins: Path | None = None
    assignment: str | None = None
    templates: Path | None = None


@dataclass(frozen=True)
class Sorted:
    """Who gets a file, by its name, and who gets nothing and why."""

    files: Mapping[str, Addressee]
    nothing: Mapping[str, str]


def feedback(asked: FeedbackOptions) -> Status:
    """Write the files of one platform, and say who gets nothing; in a dry run say who gets what.

    Raises InputError.
    """
    made, folder = feedbacks()[asked.form], asked.place or asked.out / FOLDER / asked.form
    roster = read_roster(asked.roster) if asked.roster else Roster()
    console = terminal.console()
    with closing(open_gradebook(asked.out)) as book:
        class_list = Exported(book, ExportOptions(asked.out, asked.form, None, asked.roster), roster)
        who = sorted_out(made, book, class_list, asked)
        notes = list(class_list.matching.problems(str(asked.roster)))
        if not asked.is_dry:
            names = written(made, who, folder, asked.templates) if who.files else []
            notes += left_over(folder, names)
    if asked.is_dry:
        for name, addressee in who.files.items():
            say_on(console, addressee.student.row.student, name)
    for student, why in who.nothing.items():
        say_on(console, student, f"gets nothing: {why}")
    for note in notes:
        console.print(inert(f"note: {note}"), soft_wrap=True)
    told = "nothing is written" if asked.is_dry or not who.files else f"written to {folder}"
    count = f"{len(who.files)} of {len(who.files) + len(who.nothing)}"
    console.print(f"{asked.form}: {count} students get feedback; {told}", soft_wrap=True)
    return Status.done


def sorted_out(made: Feedback, book: Gradebook, class_list: Exported, asked: FeedbackOptions) -> Sorted:
    """Say who gets what, and who nothing."""
    assignment = plain_line(asked.assignment or book.about.setting.assignment or asked.out.resolve().name)
    handed_in = hand_ins_of(book, asked.hand_ins)
    files: dict[str, Addressee] = {}
    nothing: dict[str, str] = {}
    for student in class_list.students():
        name = student.row.student
        addressee = Addressee(student, assignment, handed_in.get(name))
        try:
            check_graded(student)
            file = made.name(addressee)
        except Unreachable as error:
            nothing[name] = str(error)
            continue
        if file in files:
            nothing[name] = f"{files[file].student.row.student} has the file {file} already"
        else:
            files[file] = addressee
    return Sorted(files, nothing | dict.fromkeys(book.absent, NOTHING_HANDED_IN))


def check_graded(student: Student) -> None:
    """Raise Unreachable for a student whom we failed to grade."""
    if not student.row.result.is_graded:
        raise Unreachable("we failed to grade it")


def hand_ins_of(book: Gradebook, place: Path | None) -> dict[str, HandIn]:
    """Find what was handed in by student, by name or by the platform's number.

    Raises SubmissionError for a place that was named; one where the class was graded may be gone.
    """
    graded, identities = book.about.submissions, book.identities
    folder = place or (Path(graded) if graded else None)
    if folder is None:
        return {}
    try:
        handed_in = find_hand_ins(folder, [identity.login for identity in identities.values()]).hand_ins
    except SubmissionError:
        if place is not None:
            raise
        return {}
    by_name = {hand_in.student: hand_in for hand_in in handed_in}
    numbered = [hand_in for hand_in in handed_in if hand_in.identity.number]
    by_number = {(hand_in.identity.platform, hand_in.identity.number): hand_in for hand_in in numbered}
    matches = {
        student: by_number.get((identity.platform, identity.number)) or by_name.get(student)
        for student, identity in identities.items()
    }
    return {student: hand_in for student, hand_in in matches.items() if hand_in is not None}


def written(made: Feedback, who: Sorted, folder: Path, templates: Path | None) -> list[str]:
    """Write the files; return their names. Raises InputError."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise FeedbackError(f"{folder} cannot be made: {error.strerror}") from error
    names = []
    for name, content in made.gather(pages(made, who, templates)):
        write_whole(folder / name, content)
        names.append(name)
    return names


def pages(made: Feedback, who: Sorted, templates: Path | None) -> Iterator[FeedbackFile]:
    """Render what each student gets, one after the other."""
    for name, addressee in who.files.items():
        page = student_page(addressee.student.row, templates).encode("utf-8")
        yield FeedbackFile(addressee, name, made.content(addressee, page))


def left_over(folder: Path, names: list[str]) -> Iterator[str]:
    """Tell of files that lie beside what was written: of an earlier run, perhaps, and no longer true."""
    beside = sorted(path.name for path in folder.iterdir() if path.name not in names) if folder.is_dir() else []
    if beside:
        yield f"not of this run, and left as it is in {folder}: {', '.join(map(plain_line, beside))}"
