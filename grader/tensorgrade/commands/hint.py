"""`grade hint`: the next hint for a function. Which one came last is kept in `.grade/hints.json` where it is run."""

from __future__ import annotations

import json
from pathlib import Path

import click
from rich.markdown import Markdown
from rich.text import Text

from tensorgrade.commands.options import course_option
from tensorgrade.course.catalogue import CourseError, find_course, read_course
from tensorgrade.course.hints import find, hints_of
from tensorgrade.exits import Status
from tensorgrade_reports.terminal import result as terminal

AUDIENCE = "student"
MEMORY = Path(".grade") / "hints.json"


@click.command()
@click.argument("target", metavar="SLUG.FUNCTION")
@course_option
def command(target: str, course: Path | None) -> Status:
    """Show the next hint for a function, such as tensor_creation.wrap_array."""
    return show_next(target, course)


def show_next(target: str, course: Path | None) -> Status:
    """Print the next hint for SLUG.FUNCTION; after the last, the first comes again. Raises CourseError."""
    read = read_course(course.resolve() if course else find_course(Path()))
    exercise, function = find(read, target)
    hints = hints_of(read, exercise).get(function, ())
    if not hints:
        raise CourseError(f"there is no hint for {target}")
    shown = remember(f"{exercise.slug}.{function}", len(hints))
    out = terminal.console()
    out.print(Text(f"{function}: hint {shown} of {len(hints)}", style="bold"))
    text = hints[shown - 1]
    out.print(Markdown(text) if out.is_terminal else Text(text))
    return Status.done


def remember(key: str, count: int) -> int:
    """Return the number of the hint to show now, counted from 1, and note it.

    Without a writable folder, always the first.
    """
    try:
        shown = json.loads(MEMORY.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        shown = {}
    last = shown.get(key, 0) if isinstance(shown, dict) else 0
    number = last % count + 1 if isinstance(last, int) else 1
    try:
        MEMORY.parent.mkdir(exist_ok=True)
        MEMORY.write_text(json.dumps({**(shown if isinstance(shown, dict) else {}), key: number}), encoding="utf-8")
    except OSError:
        return number
    return number
