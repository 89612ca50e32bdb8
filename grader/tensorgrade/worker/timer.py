"""End a check that uses too much time, from inside its own process.

What this cannot end, for code may ignore it, is ended from outside: worker.forks and execution.worker.
"""

from __future__ import annotations

import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import FrameType

LOOKS_EVERY = 0.5  # seconds

Handler = Callable[[int, FrameType | None], None]


class OutOfTimeError(BaseException):
    """The check used all of its time. No Exception, so that no ordinary handler of the code stops it."""


@dataclass
class Used:
    """What was used of a limit, in seconds of processor time, once that is over."""

    seconds: float = 0.0


@contextmanager
def time_limit(seconds: float) -> Iterator[Used]:
    """Raise OutOfTimeError in what runs here once this process has used `seconds` of processor time.

    All its threads count. Off Linux, where nobody else counts that, wall time does; on Windows there is no timer.
    """
    used, begin = Used(), time.process_time()
    counts = sys.platform == "linux"
    try:
        if sys.platform == "win32":
            yield used
        else:
            clock, number = (signal.ITIMER_PROF, signal.SIGPROF) if counts else (signal.ITIMER_REAL, signal.SIGALRM)
            with timer(clock, number, seconds, out_of_time):
                yield used
    finally:
        used.seconds = time.process_time() - begin


@contextmanager
def sleep_limit(seconds: float) -> Iterator[None]:
    """Raise OutOfTimeError in what runs here once it has slept for `seconds`, which Linux alone can tell."""
    if sys.platform != "linux":
        yield
        return
    begin = time.monotonic() - busy_seconds()

    def look(number: int, frame: FrameType | None) -> None:
        if time.monotonic() - busy_seconds() - begin >= seconds:
            raise OutOfTimeError

    with timer(signal.ITIMER_REAL, signal.SIGALRM, LOOKS_EVERY, look, again=LOOKS_EVERY):
        yield


@contextmanager
def timer(clock: int, number: int, seconds: float, handler: Handler, again: float = 0.0) -> Iterator[None]:
    """Have a signal handled after so many seconds of a clock, and every so many after that."""
    before = signal.signal(number, handler)
    signal.setitimer(clock, seconds, again)
    try:
        yield
    finally:
        signal.setitimer(clock, 0)
        signal.signal(number, before)


def busy_seconds() -> float:
    """Return how long this process has run, or could have run and had to wait for the processor."""
    try:
        waited = int(Path("/proc/self/schedstat").read_text().split()[1]) / 1e9
    except (OSError, ValueError, IndexError):
        waited = 0.0
    return time.process_time() + waited


def out_of_time(number: int, frame: FrameType | None) -> None:
    """Handle the timer's signal."""
    raise OutOfTimeError
