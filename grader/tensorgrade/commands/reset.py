"""`grade reset`: bring a stub back, of a whole exercise or of one function, and keep a copy of what was there.

In: the students' file, and the stub as the release has left it. Out: the file, and the copy below `.grade/`.
"""

from __future__ import annotations

import ast
from io import StringIO
from pathlib import Path

import click
from rich.text import Text

from tensorgrade.commands.home import kept
from tensorgrade.commands.locations import relative
from tensorgrade.commands.options import course_option
from tensorgrade.course.catalogue import Course, CourseError, Exercise, find_course, read_course
from tensorgrade.course.hint_files import find
from tensorgrade.exits import Status
from tensorgrade.files import write_whole
from tensorgrade.python_source import Definition, definitions_of
from tensorgrade.source import SourceError, tree_of
from tensorgrade_reports.terminal import result as terminal

AUDIENCE = "student"
COPIES = "before-reset"


@click.command()
@click.argument("target", metavar="SLUG[.FUNCTION]")
@course_option
def command(target: str, course: Path | None) -> Status:
    """Bring the stub of an exercise or of one function back; a copy of your file is kept."""
    read = read_course(course.resolve() if course else find_course(Path()))
    exercise, function = target_of(read, target)
    file = read.root / "exercises" / exercise.file
    if exercise.handed_out == file:
        raise CourseError(f"{relative(file)} is the stub itself: only a released course has stubs to bring back")
    stub = exercise.handed_out.read_text(encoding="utf-8")
    before = file.read_bytes() if file.is_file() else b""
    after = with_stub_of(function, before, stub, relative(file)) if function and before else stub
    out = terminal.console()
    if after.encode() == before:
        out.print(Text(f"{target} is as it was handed out."))
        return Status.done
    if before:
        out.print(Text(f"Your file is kept as {keep(file.name, before)}"), soft_wrap=True)
    write_whole(file, after.encode())
    out.print(Text(f"{relative(file)}: the stub of {function or exercise.slug} is back"), soft_wrap=True)
    return Status.done


def target_of(course: Course, target: str) -> tuple[Exercise, str]:
    """Return the exercise and the function that a name means; no function for a whole exercise. Raises CourseError."""
    functions = {function.name for exercise in course.exercises for function in exercise.functions}
    if target in functions or ("." in target and not target.endswith(".py")):
        return find(course, target)
    return course.named(target), ""


def with_stub_of(function: str, source: bytes, stub: str, name: str) -> str:
    """Return a source in which one definition is as in the stub, and all else as it was. Raises CourseError.

    name: what the file is called. A definition that the source lacks is added at its end.
    """
    try:
        text = source.decode("utf-8-sig")
        own = {node.name: node for node in definitions_of(tree_of(text))}
    except (SourceError, ValueError) as error:
        line = f", line {error.line}" if isinstance(error, SourceError) and error.line else ""
        raise CourseError(
            f"{name}{line} cannot be read by Python, so no function of it can be told from another; "
            f"fix that line, or bring the whole file back with `grade reset {name.rpartition('/')[2]}`"
        ) from error
    handed_out = {node.name: node for node in definitions_of(ast.parse(stub))}[function]
    new = lines_of(stub, handed_out)
    if function not in own:
        return text.rstrip("\n") + "\n\n\n" + new
    first, last = extent(own[function])
    lines = as_python_counts(text)
    return "".join(lines[:first]) + (new.replace("\n", "\r\n") if "\r\n" in text else new) + "".join(lines[last:])


def lines_of(source: str, node: Definition) -> str:
    """Return the lines of a definition, its decorators among them."""
    first, last = extent(node)
    return "".join(as_python_counts(source)[first:last])


def as_python_counts(source: str) -> list[str]:
    """Split a source into lines, each with its end; other signs that end lines in texts end none in Python."""
    return StringIO(source, newline="").readlines()


def extent(node: Definition) -> tuple[int, int]:
    """Return how many lines stand before a definition, and before what follows it."""
    first = min([node.lineno, *(decorator.lineno for decorator in node.decorator_list)])
    return first - 1, node.end_lineno or node.lineno


def keep(name: str, content: bytes) -> str:
    """Write a copy that takes no other's place; return where it lies."""
    folder = kept(COPIES)
    folder.mkdir(parents=True, exist_ok=True)
    stem, _, suffix = name.rpartition(".")
    number = 1
    while (path := folder / f"{stem}.{number}.{suffix}").exists():
        number += 1
    write_whole(path, content)
    return path.as_posix()
