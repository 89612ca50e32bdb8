"""The limits of time: what a check, an import and a whole submission may take, and how it is counted.

A limit counts the processor time of a worker and all that it started, so that it is the same on a busy machine. Wall
time has a second, wider limit, for code that sleeps.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

IMPORT_SECONDS = 15.0
GRACE_SECONDS = 2.0  # a worker ends its case by itself; one that does not is ended so much later
WALL_FACTOR, WALL_SECONDS = 4.0, 10.0  # a quarter of a core is enough, and the machine may halt for a while
TOTAL_FACTOR, TOTAL_SECONDS = 10.0, 120.0
AGAIN_SECONDS = 10.0  # what a function may have taken and be looked at a second time
AGAIN_SHARE = 0.5  # how much of the total may be used up before nothing is looked at a second time
BUSY_SHARE = 0.05  # a machine is busy that lets a process wait for so much of its time
OWN_SHARE = 0.75  # of the processor time, below which something ran beside the check


def wall(seconds: float) -> float:
    """Return how long something may take that has a limit of `seconds` of processor time."""
    return max(WALL_FACTOR * seconds, seconds + WALL_SECONDS)


@dataclass(frozen=True)
class Spent:
    """What some commands took of a worker, in seconds.

    processor: of all its processes. waited: in which they could have run and did not. own: of the thread that runs
    the checks. None where the system does not tell.
    """

    elapsed: float
    processor: float | None = None
    waited: float | None = None
    own: float | None = None

    @property
    def fair(self) -> float:
        """What counts towards the total: work and sleep, but not the waiting for a machine that others use."""
        if self.processor is None or self.waited is None:
            return self.elapsed
        return max(self.processor, self.elapsed - self.waited)

    @property
    def is_delayed(self) -> bool:
        """Say whether it had to wait for a machine that was busy with something else."""
        return self.waited is not None and self.waited > BUSY_SHARE * self.elapsed

    @property
    def is_shared(self) -> bool:
        """Say whether much of the processor time went to other threads or processes than the check's own."""
        return self.processor is not None and self.own is not None and self.own < OWN_SHARE * self.processor


def is_busy() -> bool:
    """Say whether more wants to run on this machine than can, or may want to."""
    return not hasattr(os, "getloadavg") or os.getloadavg()[0] > (os.cpu_count() or 1)


class Budget:
    """The time of one submission: all that is run of it draws on this. Safe to use from several threads.

    seconds: the total, until the time of the reference is known.
    """

    def __init__(self, seconds: float = TOTAL_SECONDS) -> None:
        self.total = seconds
        self._costs: dict[str, float] = {}
        self._used = 0.0
        self._lock = threading.Lock()

    def follow(self, reference: float) -> None:
        """Raise the total to what the reference's own time, in seconds, allows."""
        self.total = max(self.total, TOTAL_FACTOR * reference)

    def charge(self, costs: Mapping[str, float]) -> None:
        """Note what cases took, in seconds."""
        with self._lock:
            for case, seconds in costs.items():
                self._costs[case] = self._costs.get(case, 0.0) + seconds
                self._used += seconds

    def forget(self, case: str) -> None:
        """Take back what a case was charged with: a busy machine, and not its code, made it last so long."""
        with self._lock:
            self._used -= self._costs.pop(case, 0.0)

    @property
    def used(self) -> float:
        """Return how many seconds are used."""
        return self._used

    @property
    def is_used_up(self) -> bool:
        """Say whether nothing more is to be run."""
        return self._used >= self.total

    def has_room(self, cases: Iterable[str]) -> bool:
        """Say whether these cases, which have been run, may be run again for a second look."""
        again = sum(self._costs.get(case, 0.0) for case in cases)
        return again <= AGAIN_SECONDS and self._used + again <= AGAIN_SHARE * self.total


class Turns:
    """Lets many cases run at a time, or one alone. Safe to use from several threads."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._running = 0
        self._waiting = 0

    @contextmanager
    def together(self) -> Iterator[None]:
        """Run beside others, once nobody wants to be alone."""
        with self._changed:
            self._changed.wait_for(lambda: not self._waiting)
            self._running += 1
        try:
            yield
        finally:
            self._done()

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Run when all others are done; those that come wait."""
        with self._changed:
            self._waiting += 1
            self._changed.wait_for(lambda: not self._running)
            self._running += 1
        try:
            yield
        finally:
            with self._changed:
                self._waiting -= 1
            self._done()

    def _done(self) -> None:
        with self._changed:
            self._running -= 1
            self._changed.notify_all()
