"""End a check that uses too much time, from inside its own process.

What this cannot end, for code may ignore it, is ended from outside: worker.forks and execution.worker.
"""

from __future__ import annotations

import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType


class OutOfTimeError(BaseException):
    """The check used all of its time. No Exception, so that no ordinary handler of the code stops it."""


@contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """Raise OutOfTimeError in what runs here once this process has used `seconds` of processor time.

    All its threads count. Off Linux, where nobody else counts that, wall time does; on Windows there is no timer.
    """
    if sys.platform == "win32":
        yield
        return
    counts = sys.platform == "linux"
    clock, number = (signal.ITIMER_PROF, signal.SIGPROF) if counts else (signal.ITIMER_REAL, signal.SIGALRM)
    before = signal.signal(number, out_of_time)
    signal.setitimer(clock, seconds)
    try:
        yield
    finally:
        signal.setitimer(clock, 0)
        signal.signal(number, before)


def out_of_time(number: int, frame: FrameType | None) -> None:
    """Handle the timer's signal."""
    raise OutOfTimeError
