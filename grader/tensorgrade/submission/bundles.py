"""One file that answers several exercises: which of the course's files it stands for.

A bundle defines functions of one exercise or more at its top level. It is given, whole, to each of those.
"""

from __future__ import annotations

from collections.abc import Mapping

from tensorgrade.course.catalogue import Course
from tensorgrade.python_source import definitions_of, parsed


def files_of_bundles(course: Course, sources: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return for each exercise file the bundle that defines most of its functions; the first by name among equals.

    A bundle that Python cannot read stands for the exercises that no other bundle answers, so that its fault is told.
    """
    names = {name: defined_in(content) for name, content in sorted(sources.items())}
    unreadable = [name for name, defined in names.items() if defined is None]
    found: dict[str, bytes] = {}
    for exercise in course.exercises:
        functions = {function.name for function in exercise.functions}
        counts = {name: len(functions & defined) for name, defined in names.items() if defined}
        best = max(counts, key=lambda name: counts[name], default=None)
        if best is not None and counts[best]:
            found[exercise.file] = sources[best]
        elif unreadable:
            found[exercise.file] = sources[unreadable[0]]
    return found


def defined_in(content: bytes) -> set[str] | None:
    """Return the names that a source defines; None when Python cannot read it."""
    tree = parsed(content)
    return None if tree is None else {node.name for node in definitions_of(tree)}
