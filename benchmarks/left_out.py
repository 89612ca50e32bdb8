"""What known mistakes are told where their own recording is left out: as faults that nobody wrote down.

Each is graded as a submission, with all other known mistakes of its function. Prints a row an exercise, as
mutant_causes.py does; `named` counts those with the name that they have in the catalogue. Below it stands a sample of
those that were told a cause, or what it could be, each with its own cause, for a reader who counts the false ones.

Usage: nice python benchmarks/left_out.py [--every N] [--read N] [--seed N] [SLUG ...]
"""

from __future__ import annotations

import argparse
import random
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from unittest.mock import patch

from classes import joined, mistakes
from mutant_causes import COLUMNS, UNPUBLISHED, counted, row
from mutants import HERE

from tensorgrade.answers.known_answers import KnownAnswer
from tensorgrade.answers.rewriting import statements_of
from tensorgrade.course.catalogue import Course, Exercise, find_course, read_course
from tensorgrade.grading import Grader
from tensorgrade.judgement.diagnosis import Diagnosis
from tensorgrade.judgement.dictionary import KnownMistake
from tensorgrade.judgement.habits import Failures
from tensorgrade.submission.read import Submission

Graded = tuple[KnownAnswer, Diagnosis | None]


Known = Callable[[int, Exercise, str, Failures], Sequence[KnownMistake]]


def all_but(known: Known, name: str) -> Known:
    """Return what gives the known mistakes of a function but for one."""
    return lambda *asked: [mistake for mistake in known(*asked) if mistake.name != name]


def submission_of(exercise: Exercise, answer: KnownAnswer) -> Submission:
    """Write the reference with one mistake."""
    assert exercise.reference is not None
    (function,) = answer.functions
    kept = [one for one in statements_of(exercise.reference.read_text("utf-8")) if function not in one.binds]
    before = {one.text for one in kept}
    others = {one.name for one in exercise.functions} - {function}
    more = [one for one in statements_of(answer.source.decode()) if one.text not in before and not one.binds & others]
    return Submission("mistake", {exercise.file: joined([*kept, *more]).encode()}, {})


def lessons_of(course: Course, exercise: Exercise, answers: Sequence[KnownAnswer]) -> Iterator[Graded]:
    """Grade mistakes as submissions; give each with the first lesson of its function, None where it has full points."""
    with Grader(course, (exercise.slug,)) as grader:
        known = grader.reference.known
        for answer in answers:
            with patch.object(grader.reference, "known", all_but(known, answer.name)):
                result = grader.grade(submission_of(exercise, answer), seed=UNPUBLISHED).result.exercises[0]
            told = [lesson.diagnosis for lesson in result.lessons if lesson.function in answer.functions]
            yield answer, told[0] if told else None


def has_name(names: Sequence[str], number: int, lesson: Diagnosis) -> bool:
    """Say whether a lesson has the name that the catalogue gives the mistake."""
    return lesson.name == names[number]


def read_out(told: Sequence[Graded]) -> None:
    """Print what some mistakes were told, for somebody to read."""
    for answer, lesson in told:
        assert lesson is not None
        print(f"\n{answer.name} ({answer.diagnosis}): {answer.cause}")
        print(f"  {lesson.name}: {lesson.message}\n  cause: {lesson.cause or lesson.could_be}")
        print(f"  remedy: {lesson.remedy}")


def main(arguments: Sequence[str]) -> int:
    """Grade a part of the known mistakes of each exercise, and print the table with samples of the causes."""
    parser = argparse.ArgumentParser()
    parser.add_argument("slugs", nargs="*", help="exercises; all of them for no name")
    parser.add_argument("--every", type=int, default=5, help="one in how many known mistakes is graded")
    parser.add_argument("--read", type=int, default=10, help="how many of those of an exercise are printed")
    parser.add_argument("--seed", type=int, default=0, help="seed of that sample")
    asked = parser.parse_args(arguments)
    course = read_course(find_course(HERE))
    total: Counter[str] = Counter()
    draw = random.Random(asked.seed)
    print(f"{'':24}" + "".join(f"{column:>10}" for column in COLUMNS))
    for exercise in course.chosen(asked.slugs):
        answers = mistakes(course, exercise)[:: asked.every]
        lessons = list(lessons_of(course, exercise, answers))
        names = [answer.diagnosis for answer in answers]
        counts = counted([lesson for _, lesson in lessons], partial(has_name, names))
        total += counts
        print(row(exercise.slug, counts), flush=True)
        told = [each for each in lessons if each[1] is not None and (each[1].cause or each[1].candidates)]
        read_out(draw.sample(told, min(asked.read, len(told))))
    print(row("all", total))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
