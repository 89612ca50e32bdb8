"""Hints: three for each function, in exercises/hints/<slug>.md, shown one at a time.

A file has a heading `# function` for each function and below it hints numbered `1.`, `2.`, `3.`; the lines of a
hint that follow its first are indented. Which hint was shown last is kept in `.grade/hints.json` in the working
folder.
"""

from __future__ import annotations

import json
import re
import textwrap
from pathlib import Path

from rich.markdown import Markdown
from rich.text import Text

from grader.catalogue import Course, CourseError, Exercise, find_course, nearest, read_course
from reports import terminal

HINTS_PER_FUNCTION = 3
MEMORY = Path(".grade") / "hints.json"
HEADING = re.compile(r"^# +(\w+)\s*$", re.MULTILINE)
NUMBER = re.compile(r"^(\d)\. ", re.MULTILINE)


def show_next(target: str, course: Path | None) -> int:
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
    return 0


def find(course: Course, target: str) -> tuple[Exercise, str]:
    """Find the exercise and the function that `target` names, as SLUG.FUNCTION or FUNCTION alone.

    Raises CourseError.
    """
    slug, _, name = target.rpartition(".")
    names = {
        f"{exercise.slug}.{function.name}": (exercise, function.name)
        for exercise in course.exercises
        for function in exercise.functions
    }
    alone = [key for key in names if not slug and key.endswith(f".{name}")]
    key = alone[0] if len(alone) == 1 else target
    if key in names:
        return names[key]
    for exercise in course.exercises:
        if target == exercise.slug:
            functions = ", ".join(f"{target}.{function.name}" for function in exercise.functions)
            raise CourseError(f"{target} is an exercise; name one of its functions: {functions}")
    alike = nearest(target, names)
    raise CourseError(f"there is no function {target!r}{alike if 'did you mean' in alike else ''}")


def hints_of(course: Course, exercise: Exercise) -> dict[str, tuple[str, ...]]:
    """Read the hints of an exercise, by function; none where there is no file."""
    path = course.root / "exercises" / "hints" / f"{exercise.slug}.md"
    return parse(path.read_text(encoding="utf-8")) if path.is_file() else {}


def parse(text: str) -> dict[str, tuple[str, ...]]:
    """Split a file of hints at its headings and numbers."""
    parts = HEADING.split(text)[1:]
    found = {}
    for name, body in zip(parts[::2], parts[1::2], strict=True):
        numbered = NUMBER.split(body)[1:]
        found[name] = tuple(textwrap.dedent("   " + hint).strip() for hint in numbered[1::2])
    return found


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
