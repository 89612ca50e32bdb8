"""A file that cannot be run: why, in which of two ways."""

from tensorgrade.submission.missing import absent
from tensorgrade.submission.read import Submission


def test_a_file_that_cannot_be_run_is_told_apart(course):
    exercise = course.exercises[0]
    assert absent(exercise, Submission("s", {exercise.file: b""}, {})) is None
    assert absent(exercise, Submission("s", {}, {})) == ("not-attempted", f"the submission has no {exercise.file}")
    assert absent(exercise, Submission("s", {}, {exercise.file: "too large"})) == ("import-failed", "too large")
