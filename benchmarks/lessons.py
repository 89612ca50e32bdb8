"""How many lessons a mistake is told in two revisions: a class of 40 mixed hand-ins, the same files for both.

Usage: nice python benchmarks/lessons.py BEFORE [AFTER] [--students N] [--exercises N]. AFTER is HEAD where it is not
named. A third of the hand-ins have two known mistakes in each exercise, a third are half done with a known mistake
among what is done, and a third have a mutant of the reference in each; so it is known how many mistakes there are. Each
is of some exercises, in turn of those whose reference has full points in both revisions. Each revision is cloned as
compare.py does it, and grades with its own course, on the published seed.

Lessons are what a page told: before results had lessons, each diagnosis of each failing check. They are counted beside
the mistakes that were noticed, by whose function (a mutant: by whose exercise) points were lost. The third row counts
AFTER's results as they would be told without lessons.
"""

from __future__ import annotations

import argparse
import json
import random
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from classes import mistakes, open_functions, right, spoilt, with_open_functions
from compare import Revision
from processes import cost_of

from tensorgrade.answers.reference import PUBLISHED_SEED
from tensorgrade.course.catalogue import Course, Exercise, read_course
from tensorgrade.unknown_faults.mutants import mutants_of

ROOT = Path(__file__).resolve().parents[1]
KINDS = ("two-known", "half-done", "mutant")
REFERENCES = "references"
QUIET = ("passed", "not_attempted", "ungraded")

Exercised = dict[str, Any]  # the JSON of an exercise, in the form of whichever revision wrote it
Results = dict[tuple[str, str], Exercised]
Tell = Callable[[Exercised], list[object]]


@dataclass(frozen=True)
class Answer:
    """One file of a hand-in; `mistakes` has for each mistake the functions in which it shows, none for any of them."""

    student: str
    exercise: Exercise
    source: str
    mistakes: tuple[tuple[str, ...], ...]

    @property
    def kind(self) -> str:
        """What kind of hand-in it is of."""
        return self.student.rpartition("-")[0]


@dataclass(frozen=True)
class Count:
    """How many mistakes were made, how many of them cost points, and in how many lessons a student read of them."""

    made: int = 0
    noticed: int = 0
    told: int = 0

    def __add__(self, other: Count) -> Count:
        return Count(self.made + other.made, self.noticed + other.noticed, self.told + other.told)

    @property
    def a_mistake(self) -> float:
        """The lessons a mistake that was noticed."""
        return self.told / max(1, self.noticed)


def answers_of(course: Course, exercises: Sequence[Exercise], students: int, each: int) -> Iterator[Answer]:
    """Give the files of a class, each student's of so many exercises."""
    mutants = {exercise.slug: list(mutants_of(exercise)) for exercise in exercises}
    for number in range(students):
        kind = KINDS[number % len(KINDS)]
        draw = random.Random(f"lessons {number}")
        for place in range(each):
            exercise = exercises[(number * each + place) % len(exercises)]
            student = f"{kind}-{number:02}"
            if kind == "mutant":
                yield Answer(student, exercise, draw.choice(mutants[exercise.slug]).source, ((),))
            else:
                yield spoilt_answer(course, exercise, student, draw, number if kind == "half-done" else None)


def spoilt_answer(course: Course, exercise: Exercise, student: str, draw: random.Random, half: int | None) -> Answer:
    """Make an answer with two known mistakes; one that is half done has one, in a function that is done."""
    known = {answer.functions for answer in mistakes(course, exercise)}
    functions = [one.name for one in exercise.functions if (one.name,) in known]
    if half is not None:
        functions = [name for name in functions if name not in open_functions(exercise, half)]
    chosen = draw.sample(functions, min(2 if half is None else 1, len(functions)))
    source = spoilt(course, exercise, chosen, draw)
    if half is not None:
        source = with_open_functions(exercise, source, half)
    return Answer(student, exercise, source, tuple((name,) for name in chosen))


def write_files(folder: Path, answers: Sequence[Answer]) -> Path:
    """Write hand-ins into a folder, each student's into one of its own."""
    for answer in answers:
        (folder / answer.student).mkdir(parents=True, exist_ok=True)
        (folder / answer.student / answer.exercise.file).write_text(answer.source, encoding="utf-8")
    return folder


def graded(revision: Revision, hand_ins: Path) -> Results:
    """Grade a class in a revision; return the results of each exercise, by student and exercise."""
    asked = ["--course", str(revision.folder / "clone"), "--jobs", "1", "--isolation", "sealed", "--device", "all"]
    with tempfile.TemporaryDirectory() as out:
        words = ["batch", str(hand_ins), "--out", out, "--seed", str(PUBLISHED_SEED), *asked]
        cost_of([revision.python, "-m", "tensorgrade", *words], TENSORGRADE_CACHE=str(revision.folder / "cache"))
        results = [json.loads(file.read_text(encoding="utf-8")) for file in Path(out).glob("students/*.json")]
    return {(result["submission"], one["name"]): one for result in results for one in result["exercises"]}


def units_of(exercise: Exercised) -> list[object]:
    """List what a student is told of an exercise without lessons: each diagnosis of each check that failed."""
    failing = [check for check in exercise["checks"] if check["outcome"] not in QUIET]
    return [diagnosis for check in failing for diagnosis in check.get("diagnoses", ())]


def lessons_of(exercise: Exercised) -> list[object]:
    """List what a student is told of an exercise in a revision whose results may have lessons."""
    lessons: list[object] | None = exercise.get("lessons")
    return units_of(exercise) if lessons is None else lessons


def count_of(answer: Answer, results: Results, told: Tell) -> Count:
    """Count the mistakes of an answer and what was told of them."""
    exercise = results[answer.student, answer.exercise.slug]
    failing = {check["function"] for check in exercise["checks"] if check["outcome"] not in QUIET}
    noticed = sum(bool(failing & set(functions) if functions else failing) for functions in answer.mistakes)
    return Count(len(answer.mistakes), noticed, len(told(exercise)))


def counted(answers: Sequence[Answer], results: Results, told: Tell) -> dict[str, Count]:
    """Count mistakes and what was told of them, by kind of hand-in."""
    counts: dict[str, Count] = {}
    for answer in answers:
        counts[answer.kind] = counts.get(answer.kind, Count()) + count_of(answer, results, told)
    return counts


def told_otherwise(answers: Sequence[Answer], results: Results) -> Iterator[str]:
    """Give the answers that were told more or fewer lessons than they have mistakes that were noticed, and which."""
    for answer in answers:
        count = count_of(answer, results, lessons_of)
        if count.told != count.noticed:
            lessons = results[answer.student, answer.exercise.slug].get("lessons", [])
            names = ", ".join(f"{one['function'] or 'the file'}: {one['diagnosis']['name']}" for one in lessons)
            places = ", ".join(name for names in answer.mistakes for name in names) or "a mutant"
            yield f"{answer.student} {answer.exercise.slug} ({places}): {names}"


def row(name: str, counts: dict[str, Count]) -> str:
    """Write what a revision told."""
    total = sum(counts.values(), Count())
    parts = "".join(f"{counts[kind].a_mistake:12.2f}" for kind in KINDS)
    return f"{name:28}{total.made:7}{total.noticed:9}{total.told:6}{total.a_mistake:11.2f}{parts}"


def is_full(exercise: Exercised) -> bool:
    """Say whether an exercise has all its points."""
    return all(check["outcome"] == "passed" for check in exercise["checks"])


def main(names: Sequence[str], students: int, each: int) -> None:
    course = read_course(ROOT)
    with tempfile.TemporaryDirectory(prefix="lessons-") as place:
        folder = Path(place)
        revisions = [Revision(name, folder / f"revision-{i}") for i, name in enumerate(names)]
        references = [Answer(REFERENCES, one, right(one, 0), ()) for one in course.exercises]
        write_files(folder / REFERENCES, references)
        for revision in revisions:
            revision.make()
        full = [graded(revision, folder / REFERENCES) for revision in revisions]
        chosen = [one for one in course.exercises if all(is_full(each[REFERENCES, one.slug]) for each in full)]
        print("exercises:", ", ".join(one.slug for one in chosen), flush=True)
        answers = list(answers_of(course, chosen, students, each))
        write_files(folder / "class", answers)
        results = [graded(revision, folder / "class") for revision in revisions]
    print(f"{'':28}   made  noticed  told  a mistake" + "".join(f"{kind:>12}" for kind in KINDS))
    for name, result in zip(names, results, strict=True):
        print(row(name[:27], counted(answers, result, lessons_of)))
    print(row(f"{names[-1][:12]}, check by check", counted(answers, results[-1], units_of)))
    print(f"\nnot one lesson a mistake in {names[-1]}:", *told_otherwise(answers, results[-1]), sep="\n")


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("before")
    parser.add_argument("after", nargs="?", default="HEAD")
    parser.add_argument("--students", type=int, default=40)
    parser.add_argument("--exercises", type=int, default=3, help="how many each of them hands in")
    asked = parser.parse_args()
    main([asked.before, asked.after], asked.students, asked.exercises)
