"""What a result follows from, as one hash: the whole kit, the course, the seeds, and the submission itself."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from grader.catalogue import Course, Exercise
from grader.fingerprint import contents, files_of, fingerprint, kit_key
from grader.submission import Submission


def course_key(course: Course, exercises: Iterable[Exercise], seed: int, level: str, devices: str) -> str:
    """Hash the whole kit, the exercises with all that judges them, the seed, the isolation level and the devices."""
    files: dict[Path, None] = {}
    for exercise in exercises:
        mistakes = sorted((course.root / "solutions" / "mistakes" / exercise.slug).glob("*.py"))
        files |= dict.fromkeys([*files_of(course, exercise), *mistakes])
    return fingerprint((kit_key(), seed, level, devices), contents(course.root, files))


def submission_key(course: str, submission: Submission) -> str:
    """Hash a submission beside the course's key."""
    problems = [word for problem in sorted(submission.problems.items()) for word in problem]
    return fingerprint((course, *problems), sorted(submission.files.items()))
