"""The exercises that a submission has no file of, or none that can be run: why, and how that is told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tensorgrade.course.catalogue import Exercise
from tensorgrade.protocol.endings import EndingKind
from tensorgrade.submission.read import Submission


def absent(exercise: Exercise, submission: Submission) -> tuple[EndingKind, str] | None:
    """Say why an exercise's file cannot be run at all; None when it is there."""
    if exercise.file in submission.problems:
        return EndingKind.IMPORT_FAILED, submission.problems[exercise.file]
    if exercise.file not in submission.files:
        return EndingKind.NOT_ATTEMPTED, f"the submission has no {exercise.file}"
    return None


def with_missing_told(submission: Submission, exercises: Sequence[Exercise]) -> Submission:
    """Return a submission that tells, each in one sentence, which of some exercises it has no file of."""
    there = {*submission.files, *submission.problems}
    missing = [exercise for exercise in exercises if exercise.file not in there]
    notes = (f"{exercise.file} is not there: {exercise.slug} counts 0 points" for exercise in missing)
    return replace(submission, notes=(*submission.notes, *notes))
