"""Exceptions that reach the command line, or the row of a student: the sentence to be read, and the exit status."""

from __future__ import annotations

import os
import tempfile
import traceback
from dataclasses import dataclass

from grader.text import plain

USAGE, OURS = 2, 3


class InputError(Exception):
    """What the user gave cannot be used; the message is one sentence that says what to mend."""


@dataclass(frozen=True)
class Fault:
    """A failure of ours: one sentence for whoever grades, and the traceback for whoever mends it."""

    sentence: str
    details: str


def fault_of(error: Exception) -> Fault:
    """Describe a failure of ours."""
    from grader.launch import LauncherError

    said = plain(str(error), 300)
    sentence = said if isinstance(error, LauncherError) else f"{type(error).__name__}: {said}"
    return Fault(sentence, "".join(traceback.format_exception(error)))


def sentence_of(error: Exception) -> tuple[str, int]:
    """Return one sentence and an exit status; what is our own failure is written to a file in full."""
    if isinstance(error, InputError):
        return str(error), USAGE
    from grader.launch import LauncherError

    if isinstance(error, LauncherError):
        return f"the grader failed, not the submission: {error}", OURS
    descriptor, path = tempfile.mkstemp(prefix="grade-failure-", suffix=".txt")
    with os.fdopen(descriptor, "w", encoding="utf-8", errors="backslashreplace") as file:
        file.write("".join(traceback.format_exception(error)))
    told = fault_of(error).sentence
    return f"the grader failed, not the submission ({told}); details are in {path}", OURS
