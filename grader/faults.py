"""Exceptions that reach the command line: the sentence the user reads, and the exit status."""

from __future__ import annotations

import os
import tempfile
import traceback

USAGE, OURS = 2, 3


class InputError(Exception):
    """What the user gave cannot be used; the message is one sentence that says what to mend."""


def sentence_of(error: Exception) -> tuple[str, int]:
    """Return one sentence and an exit status; what is our own failure is written to a file in full."""
    if isinstance(error, InputError):
        return str(error), USAGE
    from grader.launch import LauncherError

    if isinstance(error, LauncherError):
        return f"the grader failed, not the submission: {error}", OURS
    descriptor, path = tempfile.mkstemp(prefix="grade-failure-", suffix=".txt")
    with os.fdopen(descriptor, "w") as file:
        file.write("".join(traceback.format_exception(error)))
    return f"the grader failed, not the submission ({type(error).__name__}: {error}); details are in {path}", OURS
