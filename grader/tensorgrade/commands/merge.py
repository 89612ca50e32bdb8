"""`grade merge`: the shards of a class in, one gradebook and its reports out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path

import click

from tensorgrade.classroom.claim import claimed
from tensorgrade.classroom.concepts import keep_concepts
from tensorgrade.classroom.groups import keep_groups
from tensorgrade.classroom.merging import Parts, merge, opened_parts, problems
from tensorgrade.classroom.regrading import course_of
from tensorgrade.commands.batch import tell_all
from tensorgrade.commands.options import templates_option
from tensorgrade.course.catalogue import CourseError
from tensorgrade.exits import Status
from tensorgrade_reports.class_files import DASHBOARD, GRADEBOOK_CSV, write_class
from tensorgrade_reports.terminal import result as terminal
from tensorgrade_reports.terminal.result import say_on

AUDIENCE = "instructor"


@click.command()
@click.argument("shards", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="DIR...")
@click.option("--out", type=click.Path(path_type=Path), required=True, metavar="DIR", help="Where the gradebook is.")
@templates_option
def command(shards: tuple[Path, ...], out: Path, templates: Path | None) -> Status:
    """Put the shards of a class, each in a DIR of its own, together into one gradebook. Again it changes nothing."""
    return run_merge(shards, out, templates)


def run_merge(shards: Sequence[Path], out: Path, templates: Path | None = None) -> Status:
    """Merge shards; print what is missing and a summary. Return the exit status."""
    console = terminal.console()
    say = partial(say_on, console)
    with opened_parts(shards) as parts, claimed(out) as book:
        merge(parts, book)
        tell_all([*parts.notes, *problems(parts)], say)
        with suppress(CourseError):  # without the course they are gathered when it is graded again
            course = course_of(book, None)
            keep_groups(book, course)
            keep_concepts(book, course)
        failed = write_class(book, out, say, templates)
        for sentence in summary(parts, out):
            console.print(sentence, soft_wrap=True)
        if failed or any(each.failed for each in parts.opened):
            return Status.ours
        return Status.done if parts.is_whole else Status.usage


def summary(parts: Parts, out: Path) -> Iterator[str]:
    """Sum up what was merged, and say where the reports are."""
    graded = sum(len(each.graded) for each in parts.opened)
    yield f"{graded} submissions from {len(parts.opened)} of {parts.count} shards."
    if not parts.is_whole:
        yield "Not the whole class: run what is missing or not finished, and merge again."
    yield f"Gradebook: {out / GRADEBOOK_CSV}"
    yield f"Dashboard: {out / DASHBOARD}"
