"""`grade mistake`: print a known mistake as a whole hand-in, to be read, run or stepped through."""

from __future__ import annotations

from pathlib import Path

import click

from tensorgrade.answers.known_answers import mistake_named
from tensorgrade.commands.options import course_option
from tensorgrade.course.catalogue import find_course, read_course
from tensorgrade.exits import Status

AUDIENCE = "author"


@click.command()
@click.argument("name", metavar="SLUG.FUNCTION.NAME")
@course_option
def command(name: str, course: Path | None) -> Status:
    """Print a known mistake, such as indexing.block.chained, as a whole hand-in of its exercise."""
    read = read_course(course.resolve() if course else find_course(Path()))
    click.echo(mistake_named(read, name).source.decode(), nl=False)
    return Status.done
