"""What whoever hands in should know of how it was read, in sentences."""

from __future__ import annotations

import difflib

from tensorgrade.course.catalogue import EXERCISE_FILE, Course
from tensorgrade.submission.read import Submission


def remarks_on(course: Course, submission: Submission) -> list[str]:
    """Say what whoever hands in should know of how it was read, each as one sentence."""
    unread = [f"{name}: {why}" for name, why in submission.problems.items()]
    return [*strangers(course, submission), *unread, *submission.chosen, *submission.notes]


def strangers(course: Course, submission: Submission) -> list[str]:
    """Name the files that look like an exercise and are none of the course's, each as one sentence."""
    files = [exercise.file for exercise in course.exercises]
    sentences = []
    for name in [*submission.files, *submission.problems]:
        alike = difflib.get_close_matches(name, files, n=1, cutoff=0.75)
        if name not in files and (alike or EXERCISE_FILE.fullmatch(name)):
            suffix = f"; did you mean {alike[0]}?" if alike else ""
            sentences.append(f"{name} is no file of this course{suffix}")
    return sentences
