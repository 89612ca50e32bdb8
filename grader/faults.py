"""Exceptions that reach the command line: the sentence the user reads, and the exit status."""

from __future__ import annotations

import os
import tempfile
import traceback

USAGE, OURS = 2, 3


def sentence_of(error: Exception) -> tuple[str, int]:
    """Return one sentence and an exit status; what is our own failure is written to a file in full."""
    from grader.catalogue import CourseError
    from grader.launch import LauncherError
    from grader.submission import SubmissionError
    from grader.writing import WritingError

    if isinstance(error, CourseError | SubmissionError | WritingError):
        return str(error), USAGE
    if isinstance(error, LauncherError):
        return f"the grader failed, not the submission: {error}", OURS
    descriptor, path = tempfile.mkstemp(prefix="grade-failure-", suffix=".txt")
    with os.fdopen(descriptor, "w") as file:
        file.write("".join(traceback.format_exception(error)))
    return f"the grader failed, not the submission ({type(error).__name__}: {error}); details are in {path}", OURS
