"""Known answers beside the reference: mistakes, each with the diagnosis that names it, and alternatives that are right.

`solutions/mistakes/<slug>/<function>.py` holds the mistakes of one function (answers.mistake_files); each comes out as
a whole hand-in of its exercise (answers.expansion). `solutions/alternatives/<slug>/*.py` define one function or several
rightly, in another style.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from tensorgrade.answers.expansion import Origin, source_of, whole
from tensorgrade.answers.mistake_files import Mistake, parsed_mistakes
from tensorgrade.course.catalogue import Course, CourseError, Exercise, functions_named, nearest


@dataclass(frozen=True)
class KnownAnswer:
    """What somebody may hand in. `diagnosis` and `cause` are empty for an alternative."""

    path: Path
    exercise: str
    functions: tuple[str, ...]
    source: bytes
    name: str
    diagnosis: str = ""
    cause: str = ""


def known_answers(
    course: Course, exercise: Exercise, kind: Literal["mistakes", "alternatives"]
) -> tuple[KnownAnswer, ...]:
    """Read the known answers of one exercise. Raises CourseError for a file that does not say what it is."""
    if kind == "alternatives":
        return tuple(read_alternative(exercise, path) for path in alternatives_of(course, exercise))
    functions = [function.name for function in exercise.functions]
    for path in sorted(mistakes_folder(course, exercise).glob("*.py")):
        if path.stem not in functions:
            raise CourseError(f"{path} holds mistakes of {path.stem}{nearest(path.stem, functions)}")
    return tuple(answer for function in sorted(functions) for answer in mistakes_of(course, exercise, function))


def mistakes_of(course: Course, exercise: Exercise, function: str) -> tuple[KnownAnswer, ...]:
    """Read the known mistakes of one function, in the order of their file. Raises CourseError."""
    path = mistakes_folder(course, exercise) / f"{function}.py"
    if not path.is_file() or exercise.reference is None:
        return ()
    text = read_text(path)
    named = bases_in(path, text)
    bases = tuple((base.stem, read_text(base)) for base in alternatives_of(course, exercise) if base.stem in named)
    wholes = expanded(str(path), exercise.slug, function, text, read_text(exercise.reference), bases)
    return tuple(
        KnownAnswer(
            path=path,
            exercise=exercise.slug,
            functions=(function,),
            source=source.encode(),
            name=f"{exercise.slug}.{function}.{mistake.name}",
            diagnosis=mistake.diagnosis,
            cause=mistake.cause,
        )
        for mistake, source in wholes
    )


@cache
def expanded(
    path: str, slug: str, function: str, text: str, reference: str, bases: tuple[tuple[str, str], ...]
) -> Sequence[tuple[Mistake, str]]:
    """Return the mistakes of a file with their hand-ins. Raises CourseError."""
    file = parsed_mistakes(path, text)
    try:
        sources = {name: source_of(source) for name, source in (("", reference), *bases)}
    except (SyntaxError, ValueError) as error:
        raise CourseError(f"{path} cannot be used: what it changes cannot be read: {error}") from error
    return [(mistake, whole(Origin(f"{slug}.{function}", function, sources, file), mistake)) for mistake in file.mistakes]


def files_of_mistakes(course: Course, exercise: Exercise) -> Iterator[Path]:
    """List the files that the known mistakes of an exercise follow from, beside the reference."""
    bases: set[str] = set()
    for path in sorted(mistakes_folder(course, exercise).glob("*.py")):
        yield path
        bases |= bases_in(path, read_text(path))
    yield from (path for path in alternatives_of(course, exercise) if path.stem in bases)


def bases_in(path: Path, text: str) -> set[str]:
    """Name the alternatives that a file of mistakes changes. Raises CourseError."""
    return {mistake.change.base for mistake in parsed_mistakes(str(path), text).mistakes if mistake.change}


def mistakes_folder(course: Course, exercise: Exercise) -> Path:
    """Where the known mistakes of an exercise lie."""
    return course.root / "solutions" / "mistakes" / exercise.slug


def alternatives_of(course: Course, exercise: Exercise) -> list[Path]:
    """List the files of right answers in other styles."""
    return sorted((course.root / "solutions" / "alternatives" / exercise.slug).glob("*.py"))


def read_text(path: Path) -> str:
    """Read a file of a course. Raises CourseError."""
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, ValueError) as error:
        raise CourseError(f"{path} cannot be read: {error}") from error


def read_alternative(exercise: Exercise, path: Path) -> KnownAnswer:
    """Read one right answer. Raises CourseError when it defines none of the exercise's functions."""
    source = path.read_bytes()
    try:
        functions = functions_named(exercise, source)
    except (SyntaxError, ValueError) as error:
        raise CourseError(f"{path} cannot be read: {error}") from error
    if not functions:
        raise CourseError(f"{path} defines no function of {exercise.slug}")
    names = tuple(function.name for function in functions)
    return KnownAnswer(path, exercise.slug, names, source, f"{exercise.slug}/{path.stem}")
