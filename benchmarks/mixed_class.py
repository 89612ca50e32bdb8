"""A class of 300 as one might be: what an instructor's afternoon is tried on (docs/instructors.md).

Usage: python benchmarks/mixed_class.py FOLDER [EXERCISE]. Writes a hand-in a student, all of one exercise (indexing):
samples, alternatives, known mistakes, mutants of the reference, 40 blends of two known mistakes, 20 students with one
mistake that is not known, and right answers for the rest. Then: grade batch FOLDER --out graded --exercise EXERCISE.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from classes import mistakes, right, spoilt

from tensorgrade.answers.known_answers import known_answers
from tensorgrade.course.catalogue import Course, Exercise, read_course
from tensorgrade.unknown_faults.mutants import mutants_of

ROOT = Path(__file__).resolve().parents[1]
STUDENTS, BLENDS, ALIKE, MUTANTS = 300, 40, 20, 60
UNKNOWN = {"indexing": ("x.masked_fill(x < 0, 0)", "x.masked_fill(x < 1, 0)")}


def hand_ins(course: Course, exercise: Exercise) -> Iterator[tuple[str, bytes]]:
    """Give the hand-ins, each with the name of its kind."""
    for sample in sorted((ROOT / "tests" / "samples").glob(f"*/{exercise.file}")):
        yield "sample", sample.read_bytes()
    for answer in known_answers(course, exercise, "alternatives"):
        yield "alternative", answer.source
    reference, (right_part, wrong_part) = right(exercise, 0), UNKNOWN[exercise.slug]
    assert right_part in reference
    for _ in range(ALIKE):
        yield "alike", reference.replace(right_part, wrong_part).encode()
    draw, functions = random.Random(exercise.slug), [one.name for one in exercise.functions]
    for _ in range(BLENDS):
        yield "blend", spoilt(course, exercise, draw.sample(functions, 2), draw).encode()
    for mutant in islice(mutants_of(exercise), MUTANTS):
        yield "mutant", mutant.source.encode()
    for answer in mistakes(course, exercise):
        yield "known", answer.source
    while True:
        yield "right", reference.encode()


def main(folder: Path, slug: str = "indexing") -> None:
    course = read_course(ROOT)
    (exercise,) = course.chosen([slug])
    for number, (kind, text) in enumerate(islice(hand_ins(course, exercise), STUDENTS)):
        place = folder / f"{kind}-{number:03}"
        place.mkdir(parents=True)
        (place / exercise.file).write_bytes(text + f"\n# {number}\n".encode())


if __name__ == "__main__":
    main(Path(sys.argv[1]), *sys.argv[2:])
