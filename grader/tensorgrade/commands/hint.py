"""`grade hint`: the next hint for a function. Which came last is kept in `.grade/hints.json`."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import click
import msgspec
from rich.text import Text

from tensorgrade.commands.home import kept
from tensorgrade.commands.options import course_option
from tensorgrade.course.catalogue import CourseError, find_course, read_course
from tensorgrade.course.hint_files import find, hints_of
from tensorgrade.exits import Status
from tensorgrade.submission.opened_hints import FILE, counts_in
from tensorgrade_reports.terminal import result as terminal

AUDIENCE = "student"


@click.command()
@click.argument("target", metavar="SLUG.FUNCTION")
@course_option
def command(target: str, course: Path | None) -> Status:
    """Show the next hint for a function, such as tensor_creation.wrap_array."""
    return show_next(target, course)


def show_next(target: str, course: Path | None) -> Status:
    """Print the next hint for SLUG.FUNCTION; after the last, that one again. Raises CourseError."""
    read = read_course(course.resolve() if course else find_course(Path()))
    exercise, function = find(read, target)
    hints = hints_of(read, exercise).get(function, ())
    if not hints:
        raise CourseError(f"there is no hint for {target}")
    key, out = f"{exercise.slug}.{function}", terminal.console()
    hint = next_hint(key, hints)
    out.print(Text(hint.title, style="bold"))
    terminal.show_markdown(out, hint.text)
    return Status.done


@dataclass(frozen=True)
class Hint:
    """A hint to be shown, and the line above it."""

    title: str
    text: str


def next_hint(key: str, hints: Sequence[str]) -> Hint:
    """Return the next hint of a function, which is named in full, and note that it was read."""
    before, number = hints_read().get(key, 0), remember(key, len(hints))
    title = f"{key.partition('.')[2]}: hint {number} of {len(hints)}"
    if number == len(hints):
        title += ", the last, once more" if before >= number else ", the last"
    return Hint(title, hints[number - 1])


def hints_read() -> dict[str, int]:
    """Return how many hints of each function were read; nothing where that cannot be read."""
    try:
        return counts_in(kept(FILE).read_bytes())
    except OSError:
        return {}


def remember(key: str, count: int) -> int:
    """Return the number of the hint to show now, counted from 1, and note it.

    Without a writable folder, always the first.
    """
    read = hints_read()
    number = min(read.get(key, 0) + 1, count)
    with suppress(OSError):
        kept(FILE).parent.mkdir(exist_ok=True)
        kept(FILE).write_bytes(msgspec.json.encode({**read, key: number}))
    return number
