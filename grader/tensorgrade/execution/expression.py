"""Asks a worker what a student's expression comes to. The expression runs there and nowhere else.

In: the files of a submission, the expression and the exercises whose functions it uses. Out: protocol.anatomy.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tensorgrade.execution.launcher import Launcher
from tensorgrade.execution.run import MEMORY_BYTES
from tensorgrade.execution.time import IMPORT_SECONDS
from tensorgrade.execution.worker import Answer, Ask, Lost, Worker
from tensorgrade.exits import InputError
from tensorgrade.protocol.anatomy import ShownExpression
from tensorgrade.protocol.endings import EndingKind
from tensorgrade.protocol.frames import FrameError
from tensorgrade.protocol.messages import ImportExercise, ShowExpression, Subject
from tensorgrade.protocol.records import Ending
from tensorgrade.protocol.transcript import read_import, read_shown

SECONDS = 10.0
TIME_IS_UP = "the expression did not end in time"


def show_in_worker(
    launcher: Launcher, files: Mapping[str, bytes], expression: str, exercises: Sequence[str]
) -> ShownExpression:
    """Import the exercises and run the expression.

    Raises InputError where the expression cannot be shown, and LauncherError.
    """
    worker = launcher.start_worker(Subject(dict(files), seed=0, memory=MEMORY_BYTES))
    try:
        for slug in exercises:
            reply = asked(worker, ImportExercise, slug, IMPORT_SECONDS)
            if read_import(slug, reply.record, reply.arrays).ending.kind != EndingKind.COMPLETED:
                raise InputError(f"the file of {slug} cannot be imported; grade run --exercise {slug} says why")
        reply = asked(worker, showing(exercises), expression, SECONDS)
        shown = read_shown(reply.record, reply.arrays)
    except FrameError as error:
        raise InputError(f"the answer of the expression cannot be read: {error}") from error
    finally:
        worker.end(wait=False)
    if shown.ending.kind != EndingKind.COMPLETED:
        raise InputError(sentence_of(shown.ending))
    return shown


def showing(exercises: Sequence[str]) -> Ask:
    """Return what makes the command that shows an expression with the names of some exercises."""

    def command(nonce: bytes, expression: str) -> ShowExpression:
        return ShowExpression(nonce, expression, tuple(exercises))

    return command


def asked(worker: Worker, command: Ask, name: str, seconds: float) -> Answer:
    """Ask a worker. Raises InputError where the code ends it."""
    reply = worker.ask(command, name, seconds)
    if isinstance(reply, Lost):
        raise InputError(TIME_IS_UP if reply.why == EndingKind.TIMED_OUT else f"the expression ended: {reply.note}")
    return reply


def sentence_of(ending: Ending) -> str:
    """Say in a fragment why there is nothing to show."""
    if ending.kind == EndingKind.NOT_ATTEMPTED:
        return "the expression calls a function that is not written yet"
    if ending.kind == EndingKind.TIMED_OUT:
        return TIME_IS_UP
    if ending.failure is None:
        return ending.note
    place = ending.failure.places[-1] if ending.failure.places else None
    where = f" ({place.file}, line {place.line})" if place else ""
    return f"the expression raises {ending.failure.type}: {ending.failure.message}{where}"
