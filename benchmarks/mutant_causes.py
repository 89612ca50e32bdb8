"""What is told of faults that nobody wrote down: mutants of the references, graded as any submission is.

Prints a row an exercise: how many mutants were graded, caught, got a name that says more than what differs, were told
a cause, were told what it could be, and were told what was seen alone. Each mutant counts once, by its first lesson.
Then a sample of those that were told a cause, with the change, for a reader who counts the false ones.

Usage: nice python benchmarks/mutant_causes.py [--mutants N] [--read N] [--seed N] [SLUG ...]
"""

from __future__ import annotations

import argparse
import random
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from mutants import HERE, Mutant, mutants_of

from tensorgrade.course.catalogue import Course, Exercise, find_course, read_course
from tensorgrade.grading import Grader
from tensorgrade.judgement.diagnosis import Diagnosis, entry
from tensorgrade.submission.read import Submission

COLUMNS = ("graded", "caught", "named", "cause", "could be", "seen")
UNPUBLISHED = 5  # a seed that nobody fits an answer to

Told = tuple[Mutant, Diagnosis]
Graded = tuple[Mutant, Diagnosis | None]


def drawn(exercise: Exercise, count: int, seed: int) -> list[Mutant]:
    """Draw some of the mutants of a reference, the same ones for one seed."""
    mutants = list(mutants_of(exercise))
    return random.Random(seed).sample(mutants, min(count, len(mutants)))


def lessons_of(course: Course, exercise: Exercise, mutants: Sequence[Mutant]) -> Iterator[Graded]:
    """Grade mutants; give each with its first lesson, None where it has full points."""
    with Grader(course, (exercise.slug,)) as grader:
        for mutant in mutants:
            submission = Submission("mutant", {exercise.file: mutant.source.encode()}, {})
            lessons = grader.grade(submission, seed=UNPUBLISHED).result.exercises[0].lessons
            yield mutant, lessons[0].diagnosis if lessons else None


def counted(lessons: Sequence[Diagnosis | None], is_named: Callable[[int, Diagnosis], bool]) -> Counter[str]:
    """Count what the wrong answers of an exercise were told; `is_named` says of each whether its name is good."""
    told = {number: lesson for number, lesson in enumerate(lessons) if lesson is not None}
    return Counter(
        {
            "graded": len(lessons),
            "caught": len(told),
            "named": sum(is_named(number, lesson) for number, lesson in told.items()),
            "cause": sum(bool(lesson.cause) for lesson in told.values()),
            "could be": sum(bool(lesson.candidates) and not lesson.cause for lesson in told.values()),
            "seen": sum(not lesson.cause and not lesson.candidates for lesson in told.values()),
        }
    )


def row(name: str, counts: Counter[str]) -> str:
    """Write a row of the table."""
    return f"{name:24}" + "".join(f"{counts[column]:>10}" for column in COLUMNS)


def read_out(told: Sequence[Told]) -> None:
    """Print what some mutants were told, for somebody to read."""
    for mutant, lesson in told:
        print(f"\n{mutant.exercise}.{mutant.function}: {mutant.change}")
        print(f"  {lesson.name}: {lesson.message}\n  cause: {lesson.cause}\n  remedy: {lesson.remedy}")


def main(arguments: Sequence[str]) -> int:
    """Grade a sample of mutants of each exercise, print the table, and a sample of the causes."""
    parser = argparse.ArgumentParser()
    parser.add_argument("slugs", nargs="*", help="exercises; all of them for no name")
    parser.add_argument("--mutants", type=int, default=30, help="how many mutants of an exercise")
    parser.add_argument("--read", type=int, default=40, help="how many of those that were told a cause are printed")
    parser.add_argument("--seed", type=int, default=0, help="seed of both samples")
    asked = parser.parse_args(arguments)
    course = read_course(find_course(HERE))
    total: Counter[str] = Counter()
    told: list[Told] = []
    print(f"{'':24}" + "".join(f"{column:>10}" for column in COLUMNS))
    for exercise in course.chosen(asked.slugs):
        lessons = list(lessons_of(course, exercise, drawn(exercise, asked.mutants, asked.seed)))
        counts = counted([lesson for _, lesson in lessons], lambda number, lesson: not entry(lesson.name).is_general)
        total += counts
        told += [(mutant, lesson) for mutant, lesson in lessons if lesson is not None and lesson.cause]
        print(row(exercise.slug, counts), flush=True)
    print(row("all", total))
    read_out(random.Random(asked.seed).sample(told, min(asked.read, len(told))))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
