"""Grade many submissions, in any order, and hand the results back as they come.

An engine takes submissions one by one, no more of them than it has work for, so that a class of any size needs the
memory of a few.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from typing import Protocol

from grader.grading import Graded, Grader
from grader.launch import LauncherError
from grader.submission import Submission


@dataclass(frozen=True)
class Done:
    """What came of one submission: its grade, or what failed on our side."""

    submission: Submission
    graded: Graded | None
    fault: str = ""


class Engine(Protocol):
    """Grades submissions on one seed."""

    def grade(self, submissions: Iterable[Submission], seed: int) -> Iterator[Done]:
        """Grade each submission once; results come in the order in which they are done."""
        ...


class LocalEngine:
    """Grades `jobs` submissions at a time on this machine; all fork from one launcher, which is renewed if it dies.

    All jobs but one have another submission wait for them: so one job grades one by one, and nothing runs beside it.
    """

    def __init__(self, grader: Grader, jobs: int, renew: Callable[[], Grader]) -> None:
        """Begin with `grader`; `renew` starts another in place of one that died."""
        self.grader = grader
        self._jobs = jobs
        self._renew = renew
        self._lock = threading.Lock()

    def grade(self, submissions: Iterable[Submission], seed: int) -> Iterator[Done]:
        """Grade each submission once, in threads; the work itself is done in the workers' processes."""
        with ThreadPoolExecutor(self._jobs) as pool:
            yield from as_done(submissions, lambda one: pool.submit(self.grade_one, one, seed), 2 * self._jobs - 1)

    def grade_one(self, submission: Submission, seed: int) -> Done:
        """Grade one submission; a launcher that died under it is renewed once."""
        grader = self.grader
        try:
            return Done(submission, grader.grade(submission, seed))
        except LauncherError:
            grader = self.renewed(grader)
        try:
            return Done(submission, grader.grade(submission, seed))
        except LauncherError as error:
            return Done(submission, None, str(error))

    def renewed(self, dead: Grader) -> Grader:
        """Return a grader that is not the dead one; of many threads that ask, the first starts it."""
        with self._lock:
            if self.grader is dead:
                self.grader = self._renew()
                self.grader.reference.learn_from(dead.reference)
                dead.close()
            return self.grader


def as_done(
    submissions: Iterable[Submission], submit: Callable[[Submission], Future[Done]], most: int
) -> Iterator[Done]:
    """Submit one by one, at most `most` at a time, and yield what is done."""
    waiting: set[Future[Done]] = set()
    for submission in submissions:
        waiting.add(submit(submission))
        while len(waiting) >= most:
            finished, waiting = wait(waiting, return_when=FIRST_COMPLETED)
            yield from (future.result() for future in finished)
    while waiting:
        finished, waiting = wait(waiting, return_when=FIRST_COMPLETED)
        yield from (future.result() for future in finished)
