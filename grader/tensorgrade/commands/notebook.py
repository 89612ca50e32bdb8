"""`grade notebook`: a notebook for students, made from the stub of an exercise. Equal stubs give equal bytes."""

from __future__ import annotations

import ast
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import nbformat
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook
from rich.text import Text

from tensorgrade.commands.home import own_exercises
from tensorgrade.commands.options import course_option
from tensorgrade.course.catalogue import Exercise, find_course, read_course
from tensorgrade.exits import Status
from tensorgrade.files import check_writable, write_whole
from tensorgrade.python_source import ASSIGNMENTS, IMPORTS, definitions_of
from tensorgrade.submission.notebook_cells import SUFFIX, NotebookError
from tensorgrade_reports.terminal import result as terminal

AUDIENCE = "student"


@click.command()
@click.argument("slug")
@click.option(
    "--out", "place", type=click.Path(path_type=Path), metavar="FILE", help="Where to write it; else exercises/."
)
@course_option
def command(slug: str, place: Path | None, course: Path | None) -> Status:
    """Make a Jupyter notebook for the exercise SLUG: each task, its stub, and a cell that checks it."""
    return make(slug, place, course)


def make(slug: str, place: Path | None, course: Path | None) -> Status:
    """Write a notebook for an exercise. Returns the exit status. Raises InputError."""
    read = read_course(course.resolve() if course else find_course(Path()))
    (exercise,) = read.chosen([slug])
    folder = own_exercises()
    file = place or (folder if folder.is_dir() else Path()) / Path(exercise.file).with_suffix(SUFFIX)
    if file.exists():
        raise NotebookError(f"{file} is there already, with what you wrote in it: open it, or name another with --out")
    check_writable(file)
    write_whole(file, student_notebook(exercise))
    out = terminal.console()
    out.print(Text(f"{file}: {len(exercise.functions)} tasks"), soft_wrap=True)
    return Status.done


START = """\
# In Colab this fetches the course and installs its grader. Where the grader is installed already, it does nothing.
import os
from importlib.util import find_spec

if find_spec("tensorgrade") is None:
    !git clone --quiet --depth 1 {repository} course
    !pip install --quiet ./course
if os.path.isdir("course"):
    os.chdir("course")"""


def student_notebook(exercise: Exercise, repository: str = "") -> bytes:
    """Return a notebook made from a stub: the task of each function as text, its stub, a cell that checks it.

    repository: where a released course is cloned from; a first cell does that where the kit is not installed.
    """
    source = exercise.handed_out.read_text(encoding="utf-8")
    cells = [markdown(f"# {exercise.slug.replace('_', ' ').capitalize()}")]
    cells += [code(START.format(repository=shlex.quote(repository)))] if repository else []
    cells += prelude(source)
    tree = ast.parse(source)
    nodes = {node.name: node for node in definitions_of(tree)}
    for function in exercise.functions:
        cells.append(markdown(f"## {function.name}\n\n{task(function.docstring)}"))
        cells.append(code(without_docstring(nodes[function.name])))
        cells.append(code(f'check("{exercise.slug}.{function.name}")'))
    for number, cell in enumerate(cells):
        cell["id"] = f"{exercise.slug.replace('_', '-')[:50]}-{number}"
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    notebook = new_notebook(cells=cells, metadata={"kernelspec": kernel, "tensorgrade": {"exercise": exercise.slug}})
    return f"{nbformat.writes(notebook, version=4)}\n".encode()


def prelude(source: str) -> Iterator[Any]:
    """Give the cells before the first task: what the file says of itself, its imports, and `check`."""
    tree = ast.parse(source)
    if told := ast.get_docstring(tree):
        yield markdown(told)
    lines = [ast.unparse(node) for node in tree.body if isinstance(node, (*IMPORTS, *ASSIGNMENTS))]
    yield code("\n".join([*lines, "from tensorgrade.notebook import check"]))


def task(docstring: str) -> str:
    """Write a task as Markdown: its examples as code."""
    text, mark, examples = docstring.partition(">>>")
    return f"{text.rstrip()}\n\n```python\n{mark}{examples.rstrip()}\n```" if mark else text


def without_docstring(node: ast.FunctionDef | ast.ClassDef) -> str:
    """Return the code of a stub; its task stands above it."""
    bare: Any = ast.parse(ast.unparse(node)).body[0]
    if ast.get_docstring(bare) is not None:
        bare.body = bare.body[1:] or [ast.Raise(ast.Name("NotImplementedError"))]
    return ast.unparse(ast.fix_missing_locations(bare))


def markdown(text: str) -> Any:
    """Make a cell of text."""
    return new_markdown_cell(text)


def code(text: str) -> Any:
    """Make a cell of code."""
    return new_code_cell(text)
