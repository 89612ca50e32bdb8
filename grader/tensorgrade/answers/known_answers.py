"""Known answers beside the reference: mistakes, each with the diagnosis that names it, and alternatives that are right.

`solutions/mistakes/<slug>/<function>.py` holds the mistakes of one function (answers.mistake_files); each comes out as
a whole hand-in of its exercise (answers.expansion). `solutions/alternatives/<slug>/*.py` define one function or several
rightly, in another style.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from tensorgrade.answers.expansion import MistakeOrigin, parsed_source, whole
from tensorgrade.answers.mistake_files import Mistake, parsed_mistakes
from tensorgrade.course.catalogue import Course, CourseError, Exercise, functions_named, nearest
from tensorgrade.judgement.named import Named


@dataclass(frozen=True)
class KnownAnswer:
    """What somebody may hand in. What is told of a mistake is empty for an alternative."""

    path: Path
    exercise: str
    functions: tuple[str, ...]
    source: bytes
    name: str
    diagnosis: str = ""
    cause: str = ""
    remedy: str = ""

    @property
    def words(self) -> Named:
        """What a student is told who makes this mistake."""
        return Named(self.diagnosis, self.cause, self.remedy)


def known_answers(
    course: Course, exercise: Exercise, kind: Literal["mistakes", "alternatives"]
) -> tuple[KnownAnswer, ...]:
    """Read the known answers of one exercise. Raises CourseError for a file that does not say what it is."""
    if kind == "alternatives":
        return tuple(read_alternative(exercise, path) for path in alternatives_of(course, exercise))
    functions = [function.name for function in exercise.functions]
    for path in sorted(mistakes_folder(course, exercise).glob("*.py")):
        if path.stem not in functions:
            raise CourseError(f"{path} is named like no function of {exercise.slug}{nearest(path.stem, functions)}")
    return tuple(answer for function in sorted(functions) for answer in mistakes_of(course, exercise, function))


def mistakes_of(course: Course, exercise: Exercise, function: str) -> tuple[KnownAnswer, ...]:
    """Read the known mistakes of one function, in the order of their file. Raises CourseError."""
    path = mistakes_folder(course, exercise) / f"{function}.py"
    if not path.is_file() or exercise.reference is None:
        return ()
    bases = bases_in(path, read_text(path))
    alternatives = tuple(alternative for alternative in alternatives_of(course, exercise) if alternative.stem in bases)
    texts = {place: read_text(place) for place in (path, exercise.reference, *alternatives)}
    return tuple(
        KnownAnswer(
            path=path,
            exercise=exercise.slug,
            functions=(function,),
            source=source.encode(),
            name=f"{exercise.slug}.{function}.{mistake.name}",
            diagnosis=mistake.diagnosis,
            cause=mistake.cause,
            remedy=mistake.remedy,
        )
        for mistake, source in expanded(exercise, function, tuple(texts.items()))
    )


@cache
def expanded(exercise: Exercise, function: str, texts: tuple[tuple[Path, str], ...]) -> Sequence[tuple[Mistake, str]]:
    """Return the mistakes of a file with their hand-ins. Raises CourseError.

    texts: the file, the reference and the alternatives that are changed, each with its place.
    """
    (path, text), *others = texts
    file, sources = parsed_mistakes(str(path), text), {}
    for place, source in others:
        try:
            sources[place.stem] = parsed_source(source)
        except (SyntaxError, ValueError) as error:
            raise CourseError(f"{place} cannot be read: {error}") from error
    names = frozenset(function.name for function in exercise.functions)
    reference = sources.pop(exercise.stub.stem)
    origin = MistakeOrigin(exercise.slug, function, names, file, reference, sources)
    return [(mistake, whole(origin, mistake)) for mistake in file.mistakes]


def mistake_named(course: Course, name: str) -> KnownAnswer:
    """Find a known mistake by SLUG.FUNCTION.NAME. Raises CourseError."""
    if not any(mistakes_folder(course, exercise).is_dir() for exercise in course.exercises):
        raise CourseError(f"{course.root} has no known mistakes: there is no folder solutions/mistakes")
    slug = name.partition(".")[0]
    exercises = [exercise for exercise in course.exercises if exercise.slug == slug] or course.exercises
    answers = {answer.name: answer for exercise in exercises for answer in known_answers(course, exercise, "mistakes")}
    if name not in answers:
        alike = difflib.get_close_matches(name, answers, n=3)
        told = f"did you mean {' or '.join(alike)}?" if alike else "names are SLUG.FUNCTION.NAME"
        raise CourseError(f"there is no known mistake {name!r}; {told}")
    return answers[name]


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
