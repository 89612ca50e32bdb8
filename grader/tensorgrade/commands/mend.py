"""`grade mend`: known mistakes of a course as a file to repair, which is graded like any other hand-in."""

from __future__ import annotations

from pathlib import Path
from random import Random

import click
from rich.text import Text

from tensorgrade.answers.repairs import Repair, file_to_repair, repairs_of
from tensorgrade.commands.options import course_option
from tensorgrade.course.catalogue import Course, CourseError, Exercise, check_solutions, find_course, read_course
from tensorgrade.course.hint_files import find
from tensorgrade.exits import Status
from tensorgrade.files import WritingError, write_whole
from tensorgrade.text import inert
from tensorgrade_reports.numbers import counted
from tensorgrade_reports.terminal import result as terminal

AUDIENCE = "instructor"


@click.command()
@click.argument("target", metavar="SLUG[.FUNCTION]")
@click.option("--seed", default=0, show_default=True, help="Choose among the mistakes by this number.")
@click.option(
    "--out", "folder", type=click.Path(path_type=Path), metavar="DIR", default=Path("mend"), show_default=True,
    help="The folder to write the file in.",
)  # fmt: skip
@course_option
def command(target: str, seed: int, folder: Path, course: Path | None) -> Status:
    """Write known mistakes as a file to repair: one in each function of an exercise, or in one function alone."""
    read = read_course(course.resolve() if course else find_course(Path()))
    check_solutions(read)
    exercise, names = asked_for(read, target)
    file = folder / exercise.file
    if file.exists():
        raise WritingError(f"{file} is there already, and may hold a student's work; name another folder with --out")
    chosen = choose(read, exercise, names, seed)
    folder.mkdir(parents=True, exist_ok=True)
    write_whole(file, file_to_repair(exercise, chosen).encode())
    out = terminal.console()
    out.print(Text(inert(f"{file}: {counted(len(chosen), 'function')} to repair")), soft_wrap=True)
    out.print(Text(inert(f"  grade run {folder} --exercise {exercise.slug}")), soft_wrap=True)
    return Status.done


def asked_for(course: Course, target: str) -> tuple[Exercise, tuple[str, ...]]:
    """Return the exercise and the functions that a name means. Raises CourseError."""
    if "." in target:
        exercise, function = find(course, target)
        return exercise, (function,)
    exercise = course.named(target)
    return exercise, tuple(function.name for function in exercise.functions)


def choose(course: Course, exercise: Exercise, names: tuple[str, ...], seed: int) -> dict[str, Repair]:
    """Choose a mistake for each function that has one which can be repaired. Raises CourseError where none has."""
    draw = Random(seed)
    found = {name: repairs_of(course, exercise, name) for name in names}
    chosen = {name: draw.choice(repairs) for name, repairs in found.items() if repairs}
    if not chosen:
        told = f"{exercise.slug}.{names[0]}" if names[1:] == () else exercise.slug
        raise CourseError(f"there is no known mistake of {told} to repair; they lie in solutions/mistakes")
    return chosen
