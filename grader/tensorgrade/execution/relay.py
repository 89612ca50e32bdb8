"""Workers that serve one subject after the other: a new process costs more than most mistakes.

In: a launcher. Out: what a run asks of one (tensorgrade.execution.run), with workers that come back and are lent again.
What they serve is of one hand: our own code, or changes of one submission. What counts for points never runs so: that
gets a process that nobody had before and nobody gets after it.
"""

from __future__ import annotations

import threading
from collections.abc import Callable

from tensorgrade.execution.launcher import Launcher
from tensorgrade.execution.worker import Worker
from tensorgrade.protocol.messages import Subject

SERVES = 100  # subjects; what they leave behind in a process stays small


class Relay:
    """Lends workers of a launcher, which is asked for when the first one is needed. Safe to use from several threads.

    As many wait for the next subject as run at a time, and no more, for each holds memory. All subjects have the same
    limit of it.
    """

    def __init__(self, launcher: Callable[[], Launcher], workers: int = 1) -> None:
        """`workers` of them run at a time."""
        self._launcher = launcher
        self._workers = workers
        self._idle: list[Worker] = []
        self._lock = threading.Lock()

    def start_worker(self, subject: Subject) -> Worker:
        """Lend a worker that has come back, or a new one."""
        with self._lock:
            worker = self._idle.pop() if self._idle else None
        if worker is None:
            return self._launcher().start_worker(subject)
        worker.exchange(subject)
        return worker

    def close(self) -> None:
        """End the workers that wait."""
        with self._lock:
            waiting, self._idle = self._idle, []
        for worker in waiting:
            worker.end(wait=False)

    def release(self, worker: Worker) -> None:
        """Take a worker back."""
        with self._lock:
            if len(self._idle) < self._workers and worker.served < SERVES:
                self._idle.append(worker)
                return
        worker.end(wait=False)
