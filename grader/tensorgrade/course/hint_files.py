"""Hints: three for each function, in exercises/hints/<slug>.md, shown one at a time.

A file has a heading `# function` for each function and below it hints numbered `1.`, `2.`, `3.`; the lines of a
hint that follow its first are indented.
"""

from __future__ import annotations

import re
import textwrap

from tensorgrade.course.catalogue import Course, CourseError, Exercise, nearest

HINTS_PER_FUNCTION = 3
HEADING = re.compile(r"^# +(\w+)\s*$", re.MULTILINE)
NUMBER = re.compile(r"^(\d)\. ", re.MULTILINE)


def find(course: Course, target: str) -> tuple[Exercise, str]:
    """Find the exercise and the function that `target` names, as SLUG.FUNCTION or FUNCTION alone.

    Raises CourseError.
    """
    slug, _, name = target.rpartition(".")
    if slug and any(slug in exercise.names for exercise in course.exercises):
        target = f"{course.named(slug).slug}.{name}"
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
    listed = "`grade status` lists the exercises, and their files have the functions"
    raise CourseError(f"there is no function {target!r}{nearest(target, names, listed)}")


def hints_of(course: Course, exercise: Exercise) -> dict[str, tuple[str, ...]]:
    """Read the hints of an exercise, by function; none where there is no file."""
    path = course.root / "exercises" / "hints" / f"{exercise.slug}.md"
    return parse(path.read_text(encoding="utf-8")) if path.is_file() else {}


def parse(text: str) -> dict[str, tuple[str, ...]]:
    """Split a file of hints at its headings and numbers."""
    parts = HEADING.split(text)[1:]
    hints = {}
    for name, body in zip(parts[::2], parts[1::2], strict=True):
        numbered = NUMBER.split(body)[1:]
        hints[name] = tuple(textwrap.dedent("   " + hint).strip() for hint in numbered[1::2])
    return hints
