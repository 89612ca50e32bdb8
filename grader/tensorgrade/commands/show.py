"""`grade show`: what the tensor of an expression is: shape, strides, storage, who shares it, the graph."""

from __future__ import annotations

import ast
from pathlib import Path

import click

from tensorgrade.commands.options import course_option, own_path_argument
from tensorgrade.course.catalogue import Course, CourseError, find_course, read_course
from tensorgrade.course.hint_files import find
from tensorgrade.execution.expression import show_in_worker
from tensorgrade.execution.launcher import launcher_for
from tensorgrade.exits import InputError, Status
from tensorgrade.isolation.levels import best_level
from tensorgrade.source import SourceError, tree_of
from tensorgrade.submission.read import read_submission
from tensorgrade.text import inert
from tensorgrade_reports.anatomy import lines_of

AUDIENCE = "student"


@click.command()
@click.argument("expression")
@own_path_argument
@course_option
def command(expression: str, path: Path, course: Path | None) -> Status:
    """Show what a tensor is: `grade show 'torch.arange(6).view(2, 3).t()'`.

    Prints shape, dtype, device, strides, the storage and who shares it, and the graph. The expression may call your own
    functions, as `indexing.column(torch.eye(3), 1)`, and use torch, nn and np. Statements before it end with `;`.
    """
    read = read_course(course.resolve() if course else find_course(path))
    slugs = exercises_named(read, names_in(expression))
    files = read_submission(path, read).files if slugs else {}
    collected = slugs or [read.exercises[0].slug]
    with launcher_for(read.root, ("cpu",), collected, best_level()) as launcher:
        shown = show_in_worker(launcher, files, expression, slugs)
    for line in lines_of(shown):
        click.echo(inert(line))
    return Status.done


def names_in(expression: str) -> set[str]:
    """Return the names that an expression uses and does not set. Raises InputError where Python cannot read it."""
    try:
        tree = tree_of(expression)
    except SourceError as error:
        raise InputError(f"the expression cannot be shown: {error}") from error
    nodes = [node for node in ast.walk(tree) if isinstance(node, ast.Name)]
    return {node.id for node in nodes} - {node.id for node in nodes if isinstance(node.ctx, ast.Store)}


def exercises_named(course: Course, names: set[str]) -> list[str]:
    """Return the exercises whose functions an expression uses, by the exercise's name or the function's own."""
    slugs = {exercise.slug for exercise in course.exercises if exercise.slug in names}
    for name in names:
        try:
            slugs.add(find(course, name)[0].slug)
        except CourseError:  # another name: of torch, or of a variable
            continue
    return [exercise.slug for exercise in course.exercises if exercise.slug in slugs]
