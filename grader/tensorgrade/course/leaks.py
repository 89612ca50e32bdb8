"""Find in files for students what they must not get: solutions, known answers, hidden checks. Runs no code."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping

from tensorgrade.course.catalogue import Course

UNTOUCHED = "raise NotImplementedError"
TELLING = 40  # characters of a body from which on it can only be a copy


def leaks(course: Course, files: Mapping[str, bytes]) -> Iterator[str]:
    """Tell of each file that holds the body of a function under solutions/, or the name of a hidden check.

    files: what would be given away, by its place.
    """
    texts = {place: content.decode("utf-8", "replace") for place, content in files.items()}
    bodies = {place: bodies_of(text) for place, text in texts.items() if place.endswith(".py")}
    squeezed = {place: squeeze(text) for place, text in texts.items()}
    stubs = {exercise.file: {one.name for one in exercise.functions} for exercise in course.exercises}
    for path in sorted((course.root / "solutions").rglob("*.py")):
        secret = path.relative_to(course.root)
        hidden = secret.parent.name == "checks"
        for name, body in bodies_of(path.read_text(encoding="utf-8", errors="replace")).items():
            if hidden and not name.startswith("test_"):
                continue  # what checks are made of may be shared with the public ones
            for place, text in texts.items():
                if hidden and name in text:
                    yield f"{place} names the hidden check {name}"
                elif (name in stubs.get(secret.name, ()) and bodies.get(place, {}).get(name) == body != UNTOUCHED) or (
                    len(body) >= TELLING and squeeze(body) in squeezed[place]
                ):
                    yield f"{place} holds {name} as {secret.as_posix()} has it"


def bodies_of(source: str) -> dict[str, str]:
    """Return the code of each function at the top level and of each method, without docstrings, in one style."""
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError):
        return {}
    found = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            body = node.body[1:] if ast.get_docstring(node) is not None else node.body
            found[node.name] = "\n".join(map(ast.unparse, body))
    return found


def squeeze(text: str) -> str:
    """Leave out all white space, and what tells one way to quote from the other."""
    return "".join(text.split()).replace('"', "'")
