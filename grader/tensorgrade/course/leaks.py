"""Find in files for students what they must not get: solutions, known answers, hidden checks. Runs no code."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from tensorgrade.course.catalogue import Course

UNTOUCHED = "raise NotImplementedError"
TELLING = 40  # characters of a body from which on it can only be a copy


@dataclass(frozen=True)
class Secret:
    """One function under solutions/: its file there, its name and its body.

    is_check: whether it is a hidden check. is_stubbed: whether students get a stub of this name.
    """

    place: str
    name: str
    body: str
    is_check: bool
    is_stubbed: bool

    def leak_in(self, given: HandoutFile) -> str:
        """Say how a file for students gives it away; empty where it does not."""
        if self.is_check and self.name in given.text:
            return f"{given.place} names the hidden check {self.name}"
        if self.is_answered_in(given) or self.is_quoted_in(given):
            return f"{given.place} holds {self.name} as {self.place} has it"
        return ""

    def is_answered_in(self, given: HandoutFile) -> bool:
        """Say whether a file defines the function with this very body, however short."""
        return self.is_stubbed and given.bodies.get(self.name) == self.body != UNTOUCHED

    def is_quoted_in(self, given: HandoutFile) -> bool:
        """Say whether a text holds the body, of one that is too long to be written twice by chance."""
        return len(self.body) >= TELLING and squeeze(self.body) in given.squeezed


class HandoutFile:
    """A file for students: its text, and the bodies of the functions in it where it is Python."""

    def __init__(self, place: str, content: bytes) -> None:
        self.place = place
        self.text = content.decode("utf-8", "replace")
        self.bodies = bodies_of(self.text) if place.endswith(".py") else {}
        self.squeezed = squeeze(self.text)


def leaks(course: Course, files: Mapping[str, bytes]) -> Iterator[str]:
    """Tell of each file that holds the body of a function under solutions/, or the name of a hidden check.

    files: what would be given away, by its place.
    """
    handout = [HandoutFile(place, content) for place, content in files.items()]
    yield from (leak for secret in secrets_of(course) for given in handout if (leak := secret.leak_in(given)))


def secrets_of(course: Course) -> Iterator[Secret]:
    """Give every function under solutions/; what hidden checks are made of is no secret, for public ones share it."""
    stubs = {exercise.file: {function.name for function in exercise.functions} for exercise in course.exercises}
    for path in sorted((course.root / "solutions").rglob("*.py")):
        place, in_checks = path.relative_to(course.root).as_posix(), path.parent.name == "checks"
        for name, body in bodies_of(path.read_text(encoding="utf-8", errors="replace")).items():
            if not in_checks or name.startswith("test_"):
                yield Secret(place, name, body, in_checks, name in stubs.get(path.name, ()))


def bodies_of(source: str) -> dict[str, str]:
    """Return the code of each function at the top level and of each method, without docstrings, in one style."""
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError):
        return {}
    bodies = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            body = node.body[1:] if ast.get_docstring(node) is not None else node.body
            bodies[node.name] = "\n".join(map(ast.unparse, body))
    return bodies


def squeeze(text: str) -> str:
    """Leave out all white space, and what tells one way to quote from the other."""
    return "".join(text.split()).replace('"', "'")
