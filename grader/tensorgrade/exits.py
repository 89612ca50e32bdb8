"""How a command ends: its exit status, and the faults that reach the command line or the row of a student."""

from __future__ import annotations

import os
import tempfile
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import IntEnum

from tensorgrade.text import plain


class Status(IntEnum):
    """The exit statuses of `grade`."""

    done = 0
    """What was asked for is done; of a submission: all points."""
    missing = 1
    """Points are missing, or what was to be proved does not hold."""
    usage = 2
    """Bad usage or input."""
    ours = 3
    """Our own failure."""
    interrupted = 130
    """The user interrupted it, as shells number that."""


class InputError(Exception):
    """What the user gave cannot be used; the message is one sentence that says what to mend."""


class LauncherError(Exception):
    """The launcher could not start or died: our own failure, never the student's."""


class CulpritError(Exception):
    """We failed on one submission, which `culprit` names; the cause is what happened."""

    def __init__(self, culprit: str) -> None:
        super().__init__(culprit)
        self.culprit = culprit


@contextmanager
def failing_on(culprit: object) -> Iterator[None]:
    """Name what is worked on in whatever fails on our side meanwhile."""
    try:
        yield
    except (InputError, CulpritError):
        raise
    except Exception as error:
        raise CulpritError(plain(str(culprit), 200)) from error


@dataclass(frozen=True)
class Fault:
    """A failure of ours: one sentence for whoever grades, and the traceback for whoever mends it."""

    sentence: str
    details: str


def fault_of(error: Exception) -> Fault:
    """Describe a failure of ours."""
    said = plain(str(error), 300)
    sentence = said if isinstance(error, LauncherError) else f"{type(error).__name__}: {said}"
    return Fault(sentence, "".join(traceback.format_exception(error)))


def sentence_of(error: Exception) -> tuple[str, Status]:
    """Return one sentence and an exit status; what is our own failure is written to a file in full."""
    if isinstance(error, InputError):
        return str(error), Status.usage
    cause = error.__cause__ if isinstance(error, CulpritError) else error
    place = f" on {error.culprit}" if isinstance(error, CulpritError) else ""
    fault = fault_of(cause if isinstance(cause, Exception) else error)
    if isinstance(cause, LauncherError):
        return f"the grader failed, not the submission: {fault.sentence}", Status.ours
    descriptor, path = tempfile.mkstemp(prefix="grade-failure-", suffix=".txt")
    with os.fdopen(descriptor, "w", encoding="utf-8", errors="backslashreplace") as file:
        file.write(fault.details)
    return f"the grader failed{place}, not the submission ({fault.sentence}); details are in {path}", Status.ours
