"""What is told of faults that nobody wrote down: known mistakes without their own recording, mutants of the references.

Each is graded as any submission is, on a seed that is not published. Counted are those that lose points, that get
their name, and those that are told a cause; of these how many a reader found true (unknown_faults.readings).
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import partial

from tensorgrade.answers.known_answers import KnownAnswer, known_answers
from tensorgrade.answers.rewriting import joined_statements, statements_of
from tensorgrade.course.catalogue import Course, Exercise
from tensorgrade.grading import Grader
from tensorgrade.judgement.diagnosis import Diagnosis, entry
from tensorgrade.submission.read import Submission
from tensorgrade.unknown_faults.readings import UNREAD, Readings, readings_of, without_lines

WORKERS = 2
UNPUBLISHED = 5  # a seed that nobody fits an answer to


@dataclass(frozen=True)
class UnknownFault:
    """A wrong answer. mistake: the known mistake that it is, by its name; diagnosis, cause: as its author has them."""

    name: str
    function: str
    source: str
    mistake: str = ""
    diagnosis: str = ""
    cause: str = ""


@dataclass(frozen=True)
class Told:
    """The first lesson of a fault, None where it has full points; and what a reader said of its cause."""

    fault: UnknownFault
    lesson: Diagnosis | None
    verdict: str

    @property
    def counts(self) -> Counter[str]:
        """What it adds to the table."""
        if self.lesson is None:
            return Counter(graded=1)
        kind = self.verdict or ("could be" if self.lesson.candidates else "seen")
        return Counter({"graded": 1, "caught": 1, "named": int(self.is_named), kind: 1})

    @property
    def is_named(self) -> bool:
        """Whether the name is its author's; of a mutant, whether it says more than what differs."""
        assert self.lesson is not None
        return (
            self.lesson.name == self.fault.diagnosis if self.fault.mistake else not entry(self.lesson.name).is_general
        )


@dataclass
class Survey:
    """What was told, by exercise: of known mistakes that are left out, and of mutants; `missing` says why of none."""

    left_out: dict[str, list[Told]] = field(default_factory=dict)
    mutants: dict[str, list[Told]] = field(default_factory=dict)
    missing: str = ""

    @property
    def told(self) -> list[Told]:
        """All of it."""
        return [one for tables in (self.left_out, self.mutants) for table in tables.values() for one in table]

    def with_verdict(self, verdict: str) -> list[Told]:
        """Return those of whose cause a reader said so."""
        return [one for one in self.told if one.verdict == verdict]


def survey(course: Course, slugs: Sequence[str], every: int = 1, mutants: int = 10) -> Survey:
    """Grade the faults of exercises: one in `every` known mistake, and so many mutants of each reference."""
    found = Survey()
    for exercise in course.chosen(slugs):
        readings = readings_of(course, exercise)
        strange, found.missing = mutants_as_faults(exercise, mutants)
        known = [without_recording(exercise, answer) for answer in known_answers(course, exercise, "mistakes")[::every]]
        with Grader(course, (exercise.slug,), workers=WORKERS) as grader, ThreadPoolExecutor(WORKERS) as pool:
            tell = partial(graded_as_unknown, grader, exercise, readings)
            found.left_out[exercise.slug] = list(pool.map(tell, known))
            found.mutants[exercise.slug] = list(pool.map(tell, strange))
    return found


def without_recording(exercise: Exercise, answer: KnownAnswer) -> UnknownFault:
    """Write the reference with one known mistake in it."""
    assert exercise.reference is not None
    (function,) = answer.functions
    kept = [one for one in statements_of(exercise.reference.read_text("utf-8")) if function not in one.binds]
    before = {one.text for one in kept}
    others = {one.name for one in exercise.functions} - {function}
    more = [one for one in statements_of(answer.source.decode()) if one.text not in before and not one.binds & others]
    source = joined_statements([*kept, *more])
    return UnknownFault(answer.name, function, source, answer.name, answer.diagnosis, answer.cause)


def mutants_as_faults(exercise: Exercise, count: int) -> tuple[list[UnknownFault], str]:
    """Draw so many mutants of a reference, always the same; or say why there are none."""
    if not count:
        return [], "none were asked for"
    try:
        from tensorgrade.unknown_faults.mutants import mutants_of
    except ImportError:
        return [], "they need cosmic-ray: pip install 'tensorgrade[mutants]'"
    mutants = list(mutants_of(exercise))
    drawn = random.Random(exercise.slug).sample(mutants, min(count, len(mutants)))
    return [
        UnknownFault(f"{exercise.slug}.{one.function}: {one.change}", one.function, one.source) for one in drawn
    ], ""


def graded_as_unknown(grader: Grader, exercise: Exercise, readings: Readings, fault: UnknownFault) -> Told:
    """Grade a fault whose recording is left out."""
    submission = Submission(fault.name, {exercise.file: fault.source.encode()}, {})
    graded = grader.grade(submission, UNPUBLISHED, forgotten=fault.mistake)
    (result,) = graded.result.exercises
    places = ("", fault.function) if fault.mistake else ("", *(function.name for function in exercise.functions))
    lesson = next((one.diagnosis for one in result.lessons if one.function in places), None)
    return Told(fault, lesson, verdict_on(fault, lesson, readings))


def verdict_on(fault: UnknownFault, lesson: Diagnosis | None, readings: Readings) -> str:
    """Say what was said of a cause; its author's own words are true. Empty where no cause is told."""
    if lesson is None or not lesson.cause:
        return ""
    if lesson.cause == fault.cause:
        return "true"
    return readings.get(fault.name, {}).get(without_lines(lesson.cause), UNREAD)
