"""Known answers beside the reference: mistakes, each with the diagnosis that names it, and alternatives that are right.

`solutions/mistakes/<slug>/*.py` each define one function wrongly; the first line of their docstring is `function:
diagnosis`, the rest says what is wrong, in words that a student may read. `solutions/alternatives/<slug>/*.py`
define one function or several rightly, in another style.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from tensorgrade.course.catalogue import Course, CourseError, Exercise, functions_named
from tensorgrade.protocol.ladder import LADDER

DOCSTRING = re.compile(r'"""(\w+): ([a-z-]+)\n(.*?)"""', re.DOTALL)
# Mistakes whose point is that the function is not there, or that Python cannot read the file.
WITHOUT_FUNCTION = {"missing-definition", "syntax-error", "import-failed"}


@dataclass(frozen=True)
class KnownAnswer:
    """One file. `diagnosis` and `cause` are empty for an alternative."""

    path: Path
    exercise: str
    functions: tuple[str, ...]
    source: bytes
    diagnosis: str = ""
    cause: str = ""

    @property
    def name(self) -> str:
        """How reports call it."""
        return f"{self.exercise}/{self.path.stem}"


def known_answers(
    course: Course, exercise: Exercise, kind: Literal["mistakes", "alternatives"]
) -> tuple[KnownAnswer, ...]:
    """Read the known answers of one exercise. Raises CourseError for a file that does not say what it is."""
    folder = course.root / "solutions" / kind / exercise.slug
    read = read_mistake if kind == "mistakes" else read_alternative
    return tuple(read(exercise, path) for path in sorted(folder.glob("*.py")))


def read_alternative(exercise: Exercise, path: Path) -> KnownAnswer:
    """Read one right answer."""
    source = path.read_bytes()
    return KnownAnswer(path, exercise.slug, names_in(exercise, path, source), source)


def read_mistake(exercise: Exercise, path: Path) -> KnownAnswer:
    """Read one wrong answer and what its docstring says of it."""
    source = path.read_bytes()
    match = DOCSTRING.match(source.decode("utf-8", "replace"))
    if match is None:
        raise CourseError(f"{path}: its docstring does not begin with 'function: diagnosis'")
    function, diagnosis, rest = match.groups()
    if diagnosis not in LADDER:
        raise CourseError(f"{path}: there is no diagnosis {diagnosis!r}")
    if diagnosis not in WITHOUT_FUNCTION and function not in names_in(exercise, path, source):
        raise CourseError(f"{path}: its docstring names {function}, which it does not define")
    return KnownAnswer(path, exercise.slug, (function,), source, diagnosis, " ".join(rest.split()))


def names_in(exercise: Exercise, path: Path, source: bytes) -> tuple[str, ...]:
    """Return the names of the exercise's functions that a known answer defines.

    Raises CourseError when there is none.
    """
    try:
        functions = functions_named(exercise, source)
    except (SyntaxError, ValueError) as error:
        raise CourseError(f"{path} cannot be read: {error}") from error
    if not functions:
        raise CourseError(f"{path} defines no function of {exercise.slug}")
    return tuple(function.name for function in functions)
