"""End a check that uses too much time, from inside its own process.

What this cannot end, for code may ignore it, is ended from outside: worker.forks and execution.worker.
"""

from __future__ import annotations

import signal
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from types import FrameType


class OutOfTimeError(BaseException):
    """The check used all of its time. No Exception, so that no ordinary handler of the code stops it."""


@dataclass
class Used:
    """What was used of a limit, in seconds of processor time, once that is over."""

    seconds: float = 0.0


@contextmanager
def time_limit(seconds: float, wall: float | None = None) -> Iterator[Used]:
    """Raise OutOfTimeError in what runs here once this process has used `seconds` of processor time.

    All its threads count. Off Linux, where nobody else counts that, wall time does; on Windows there is no timer.
    wall: how long it may take beside that by the clock, where there is an end to it.
    """
    used, begin = Used(), time.process_time()
    timers = timers_of(seconds, wall)
    before = {number: signal.signal(number, out_of_time) for _, number, _ in timers}
    for clock, _, limit in timers:
        signal.setitimer(clock, limit)
    try:
        yield used
    finally:
        for clock, _, _ in timers:
            signal.setitimer(clock, 0)
        for number, handler in before.items():
            signal.signal(number, handler)
        used.seconds = time.process_time() - begin


def timers_of(seconds: float, wall: float | None) -> list[tuple[int, int, float]]:
    """Return the timers that keep to a limit: the clock, its signal, and how long it runs."""
    if sys.platform == "win32":
        return []
    if sys.platform != "linux":
        return [(signal.ITIMER_REAL, signal.SIGALRM, min(seconds, wall or seconds))]
    clock = [] if wall is None else [(signal.ITIMER_REAL, signal.SIGALRM, wall)]
    return [(signal.ITIMER_PROF, signal.SIGPROF, seconds), *clock]


def out_of_time(number: int, frame: FrameType | None) -> None:
    """Handle the timer's signal."""
    raise OutOfTimeError
