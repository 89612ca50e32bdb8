"""The course that ships with the kit is sound: `grade verify` on one known answer of each kind in every exercise.

`make verify` proves all of them.
"""

import pytest

from tensorgrade.answers.known_answers import known_answers
from tensorgrade.proof import verify
from tensorgrade.unknown_faults.readings import readings_of

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


def test_what_readers_said_is_of_faults_that_there_are(course):
    for exercise in course.exercises:
        readings = readings_of(course, exercise)
        assert readings, exercise.slug
        mistakes = {answer.name for answer in known_answers(course, exercise, "mistakes")}
        of_mistakes = {fault for fault in readings if ": " not in fault}
        assert of_mistakes <= mistakes, of_mistakes - mistakes
        assert all(fault.startswith(f"{exercise.slug}.") for fault in readings)
