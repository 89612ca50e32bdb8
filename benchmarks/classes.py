"""Classes of made hand-ins, each of all exercises: what every benchmark that says "a submission" grades.

A third is right, a third is half done (every second function is the stub's), and a third makes two known mistakes in
each exercise, other ones for each student. A weak hand-in makes one in every function. Each has a comment of its own.
"""

from __future__ import annotations

import itertools
import random
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path

from tensorgrade.answers.known_answers import KnownAnswer, known_answers
from tensorgrade.answers.rewriting import joined_statements, statements_of
from tensorgrade.course.catalogue import Course, Exercise
from tensorgrade.protocol.endings import DECISIVE

MISTAKES = 2  # in each exercise of a student who makes some


def right(exercise: Exercise, number: int) -> str:
    """The reference."""
    assert exercise.reference is not None
    return exercise.reference.read_text(encoding="utf-8")


def half_done(exercise: Exercise, number: int) -> str:
    """The reference with every second function as it was handed out."""
    return with_open_functions(exercise, right(exercise, number), number)


def open_functions(exercise: Exercise, number: int) -> set[str]:
    """Name the functions that a half done hand-in leaves as they were handed out."""
    return {one.name for one in exercise.functions[number % 2 :: 2]}


def with_open_functions(exercise: Exercise, source: str, number: int) -> str:
    """Put what was handed out in the place of every second function of a source."""
    names = open_functions(exercise, number)
    stub = statements_of(exercise.stub.read_text(encoding="utf-8"))
    kept = [one for one in statements_of(source) if not one.binds & names]
    return joined_statements([*kept, *(one for one in stub if one.binds & names)])


def mistaken(course: Course, exercise: Exercise, number: int) -> str:
    """The reference with known mistakes in two functions, or in as many as there are."""
    draw = random.Random(f"{number} {exercise.slug}")
    functions = [one.name for one in exercise.functions]
    return spoilt(course, exercise, draw.sample(functions, min(MISTAKES, len(functions))), draw)


def weak(course: Course, exercise: Exercise, number: int) -> str:
    """A known mistake in every function."""
    draw = random.Random(f"weak {number} {exercise.slug}")
    return spoilt(course, exercise, [one.name for one in exercise.functions], draw)


def spoilt(course: Course, exercise: Exercise, functions: Sequence[str], draw: random.Random) -> str:
    """Put a known mistake in the place of each of some functions."""
    statements = list(statements_of(right(exercise, 0)))
    for function in functions:
        of_function = [answer for answer in mistakes(course, exercise) if answer.functions == (function,)]
        if of_function:
            made = statements_of(draw.choice(of_function).source.decode())
            before = {one.text for one in statements}
            more = [one for one in made if one.text not in before and not one.binds & (set(functions) - {function})]
            statements = [one for one in statements if function not in one.binds] + more
    return joined_statements(statements)


@cache
def mistakes(course: Course, exercise: Exercise) -> list[KnownAnswer]:
    """List the known mistakes that leave more than an ending."""
    return [answer for answer in known_answers(course, exercise, "mistakes") if answer.diagnosis not in DECISIVE]


def write_hand_in(course: Course, folder: Path, number: int, source: Callable[[Exercise, int], str]) -> Path:
    """Write a whole hand-in."""
    folder.mkdir(parents=True)
    for exercise in course.exercises:
        text = f"{source(exercise, number)}\n# {number}\n"
        (folder / exercise.file).write_text(text, encoding="utf-8")
    return folder


def write_class(course: Course, folder: Path, count: int) -> Path:
    """Write a class of `count` students."""
    kinds = itertools.cycle([right, half_done, lambda exercise, number: mistaken(course, exercise, number)])
    for number, source in zip(range(count), kinds, strict=False):
        write_hand_in(course, folder / f"s{number:04}", number, source)
    return folder
