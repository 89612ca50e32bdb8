"""`grade export`: a gradebook as another platform reads it, or what a platform makes its grader from.

The formats themselves are in tensorgrade_reports/platforms, one file each, found by being there.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from tensorgrade.commands.export.autograder_zip import AutograderOptions, build
from tensorgrade.commands.export.counting import Counting
from tensorgrade.commands.export.gradebook_file import ExportOptions, export
from tensorgrade.commands.installation import from_index_option
from tensorgrade.commands.options import counting_option, course_option
from tensorgrade.exits import Status
from tensorgrade_reports.platforms import ClassFile, exports, graders

AUDIENCE = "instructor"
A_STUDENT = [name for name, made in exports().items() if not isinstance(made, ClassFile)]


@click.command()
@click.argument("what", metavar="OUT")
@click.option(
    "--to",
    "form",
    type=click.Choice(list(exports())),
    help=f"One file a student: {', '.join(A_STUDENT)}; the others one a class.",
)
@click.option("--file", "place", type=click.Path(path_type=Path), metavar="PATH", help="Where to write it.")
@click.option(
    "--roster",
    type=click.Path(path_type=Path),
    metavar="CSV",
    help="The platform's own export of the class, to call students as it does.",
)
@click.option(
    "--assignment",
    metavar="NAME",
    help="What the platform calls this work, or the name of OUT. An assignment of course.toml counts its exercises.",
)
@click.option(
    "--check",
    "is_check",
    is_flag=True,
    help="Write nothing; say what the platform would not take as it is meant.",
)
@from_index_option
@counting_option
@course_option
def command(
    what: str,
    form: str | None,
    place: Path | None,
    course: Path | None,
    exercises: tuple[str, ...],
    assignment: str | None,
    from_index: bool,
    **asked: Any,
) -> Status:
    """Write the gradebook of the batch in OUT as another platform reads it.

    With gradescope-autograder or prairielearn-grader in place of OUT: what that platform makes its grader from.
    """
    if what in graders():
        return build(what, AutograderOptions(place, course, exercises, assignment, from_index))
    if form is None:
        raise click.UsageError(f"name the format with --to: {', '.join(exports())}")
    counting = Counting.of(course, exercises, assignment)
    return export(ExportOptions(Path(what), form, place, assignment=assignment, counting=counting, **asked))
