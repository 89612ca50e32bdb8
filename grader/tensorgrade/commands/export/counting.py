"""Which exercises of a gradebook an export counts, and what each is worth there.

In: an assignment of course.toml by its name, or exercises by theirs. Out: results with those exercises alone.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TypeVar

import msgspec

from tensorgrade.course.catalogue import EXERCISE_POINTS, CourseError, find_course, read_course
from tensorgrade.scoring.result import CheckResult, ExerciseResult, FunctionResult, SubmissionResult
from tensorgrade.scoring.standing import Override

Part = TypeVar("Part", CheckResult, ExerciseResult, FunctionResult)
CANVAS_NUMBER = re.compile(r" \(\d+\)$")


@dataclass(frozen=True)
class Counting:
    """The exercises that count, by slug, all for none; `weights` where an assignment says what they are worth.

    note: what there is to tell of the choice.
    """

    exercises: tuple[str, ...] = ()
    weights: Mapping[str, float] = field(default_factory=dict)
    note: str = ""

    @classmethod
    def of(cls, course: Path | None, exercises: Sequence[str], assignment: str | None) -> Counting:
        """Count an assignment of the course that has that name, as Canvas writes it, too. Raises CourseError.

        Away from any course the name is only what the platform calls the work.
        """
        if assignment is None or exercises:
            return cls(tuple(exercises))
        try:
            root = course.resolve() if course else find_course(Path())
        except CourseError:
            return cls()
        chosen = read_course(root)
        names = [each.name for each in chosen.settings.assignments]
        name = assignment if assignment in names else CANVAS_NUMBER.sub("", assignment)
        if name not in names:
            note = f"course.toml has no assignment {name!r}: all exercises of the gradebook count" if names else ""
            return cls(note=note)
        weighed, slugs = chosen.asked((), name)
        return cls(slugs, {each.slug: each.weight for each in weighed.exercises if each.slug in slugs})

    def counted(self, result: SubmissionResult) -> SubmissionResult:
        """Return a result with the exercises that count, each worth what it is."""
        chosen = tuple(self.weighed(each) for each in result.exercises if each.name in self.exercises)
        points, possible = sum(each.points for each in chosen), sum(each.possible for each in chosen)
        return msgspec.structs.replace(result, exercises=chosen, points=points, possible=possible)

    def weighed(self, exercise: ExerciseResult) -> ExerciseResult:
        """Return an exercise worth what it is."""
        factor = self.factor(exercise)
        if factor == 1:
            return exercise
        functions = tuple(scaled(each, factor) for each in exercise.functions)
        checks = tuple(scaled(each, factor) for each in exercise.checks)
        return msgspec.structs.replace(scaled(exercise, factor), functions=functions, checks=checks)

    def factor(self, exercise: ExerciseResult) -> float:
        """Return how many times its points an exercise is worth."""
        weight = self.weights.get(exercise.name)
        return 1.0 if weight is None or not exercise.possible else weight * EXERCISE_POINTS / exercise.possible

    def overrides(self, before: Sequence[Override], result: SubmissionResult) -> tuple[Override, ...]:
        """Return the points given by hand for the checks of those exercises of a result that count."""
        factors = {each.name: self.factor(each) for each in result.exercises if each.name in self.exercises}
        slugs = ((override, override.check.partition(".")[0]) for override in before)
        return tuple(
            replace(override, points=override.points * factors[slug]) for override, slug in slugs if slug in factors
        )


def scaled(part: Part, factor: float) -> Part:
    """Return a part of a result with so many times its points."""
    return msgspec.structs.replace(part, points=part.points * factor, possible=part.possible * factor)
