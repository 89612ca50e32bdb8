"""The course that ships with the kit is sound: `grade verify` on one known answer of each kind in every exercise.

`make verify` proves all of them.
"""

import pytest

from tensorgrade.answers.known_answers import known_answers
from tensorgrade.proof import verify

pytestmark = [pytest.mark.worker, pytest.mark.slow]


def test_the_course_is_sound(course):
    verdict = verify(course, (), 0, every=1000)
    assert verdict.problems == []
    assert verdict.mistakes == verdict.alternatives == len(course.exercises)
    assert verdict.caught == verdict.named == verdict.mistakes
    assert verdict.alternatives_full == verdict.alternatives
    assert verdict.accusations == []


def test_the_course_knows_enough_answers(course):
    """Counted per function as a class of students needs it: mistakes to recognise, styles to accept."""

    for exercise in course.exercises:
        mistakes = [name for answer in known_answers(course, exercise, "mistakes") for name in answer.functions]
        styles = [name for answer in known_answers(course, exercise, "alternatives") for name in answer.functions]
        for function in exercise.functions:
            assert mistakes.count(function.name) >= 3, function.name
            assert styles.count(function.name) >= 1, function.name
