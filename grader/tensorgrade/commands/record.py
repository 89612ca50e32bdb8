"""`grade record`: run references and known mistakes before there is a submission, so that none has to wait for it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click
from rich.text import Text

from tensorgrade.commands.options import assignment_option, counting_option, course_option
from tensorgrade.course.catalogue import Course, find_course, read_course
from tensorgrade.exits import Status
from tensorgrade.grading import Grader
from tensorgrade_reports.terminal import result as terminal

AUDIENCE = "instructor"


@click.command()
@counting_option
@assignment_option
@course_option
def command(exercises: tuple[str, ...], assignment: str | None, course: Path | None) -> Status:
    """Run the references and known mistakes of a course once, before the first submission needs them.

    What they leave on the published seed is kept in the user's cache, or in $TENSORGRADE_CACHE, for this version of
    the course, the kit and the libraries. Done while an image is built, it is there for every submission.
    """
    whole = read_course(course.resolve() if course else find_course(Path()))
    return record(*whole.asked(exercises, assignment))


def record(course: Course, slugs: Sequence[str]) -> Status:
    """Record some exercises or all, print a line for each, and what it cost. Returns the exit status."""
    out = terminal.console()
    with Grader(course, slugs) as grader:
        for exercise in grader.exercises:
            for function in exercise.functions:
                grader.reference.prepare(exercise, function.name)
            out.print(Text(f"{exercise.slug} is recorded"), soft_wrap=True)
        out.print(Text(grader.reference.cost), soft_wrap=True)
    return Status.done
