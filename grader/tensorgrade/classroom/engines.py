"""Grade many submissions, in any order, and hand the results back as they come.

An engine takes submissions one by one, no more of them than it has work for, so that a class of any size needs the
memory of a few. Whatever fails on our side while one is graded is told of that one alone.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from typing import Protocol

from tensorgrade.exits import Fault, InputError, LauncherError, fault_of
from tensorgrade.grading import Graded, Grader
from tensorgrade.protocol.transcript import Transcript
from tensorgrade.submission.read import Submission


@dataclass(frozen=True)
class Work:
    """One submission and the seed of its inputs. `fault` says why we failed to read it, if we did."""

    submission: Submission
    seed: int
    fault: Fault | None = None


@dataclass(frozen=True)
class Done:
    """What came of one submission. With a `fault` we failed to grade it, and every check is ungraded."""

    submission: Submission
    graded: Graded
    fault: Fault | None = None


class Engine(Protocol):
    """Grades submissions."""

    def grade(self, works: Iterable[Work]) -> Iterator[Done]:
        """Grade each submission once; results come in the order in which they are done."""
        ...


class LocalEngine:
    """Grades `jobs` submissions at a time on this machine; all fork from one launcher, which is renewed if it dies.

    All jobs but one have another submission wait for them: so one job grades one by one, and nothing runs beside it.
    """

    def __init__(
        self,
        grader: Grader,
        jobs: int,
        renew: Callable[[], Grader],
        unsettled: Callable[[str], None] = lambda case: None,
    ) -> None:
        """Begin with `grader`; `renew` starts another in place of one that died.

        unsettled: hears of the cases in which the reference does not do the same twice.
        """
        self.grader = grader
        self._jobs = jobs
        self._renew = renew
        self._unsettled = unsettled
        self._settled: set[int] = set()
        self._lock = threading.Lock()
        self._settling = threading.Lock()

    def grade(self, works: Iterable[Work]) -> Iterator[Done]:
        """Grade each submission once, in threads; the work itself is done in the workers' processes."""
        with ThreadPoolExecutor(self._jobs) as pool:
            yield from as_done(works, lambda work: pool.submit(self.grade_one, work), 2 * self._jobs - 1)

    def grade_one(self, work: Work) -> Done:
        """Grade one submission; a launcher that died under it is renewed once.

        Raises InputError where nobody can be graded.
        """
        if work.fault is not None:
            return self.failed(work, work.fault)
        grader = self.grader
        try:
            try:
                return self.graded(grader, work)
            except LauncherError:
                grader = self.renewed(grader)
                return self.graded(grader, work)
        except InputError:
            raise
        except Exception as error:
            return self.failed(work, fault_of(error))

    def graded(self, grader: Grader, work: Work) -> Done:
        """Grade one submission with one grader."""
        self.settle(work.seed)
        return Done(work.submission, grader.grade(work.submission, work.seed))

    def failed(self, work: Work, fault: Fault) -> Done:
        """Return the result of a submission that we failed to grade."""
        return Done(work.submission, self.grader.ungraded(work.submission.name, work.seed, fault.sentence), fault)

    def settle(self, seed: int) -> Transcript:
        """Return the reference's transcript for a seed; it is run twice, and what differs is told and not graded on."""
        reference = self.grader.reference
        with self._settling:
            if seed not in self._settled:
                for case in reference.settle(seed):
                    self._unsettled(case)
                self._settled.add(seed)
            return reference.expected(seed)

    def adopt(self, seed: int, expected: Transcript) -> None:
        """Take the transcript of a reference that was settled elsewhere."""
        self._settled.add(seed)
        self.grader.reference.adopt(seed, expected)

    def renewed(self, dead: Grader) -> Grader:
        """Return a grader that is not the dead one; of many threads that ask, the first starts it."""
        with self._lock:
            if self.grader is dead:
                self.grader = self._renew()
                self.grader.reference.learn_from(dead.reference)
                dead.close()
            return self.grader


def as_done(works: Iterable[Work], submit: Callable[[Work], Future[Done]], most: int) -> Iterator[Done]:
    """Submit one by one, at most `most` at a time, and yield what is done."""
    waiting: set[Future[Done]] = set()
    for work in works:
        waiting.add(submit(work))
        while len(waiting) >= most:
            finished, waiting = wait(waiting, return_when=FIRST_COMPLETED)
            yield from (future.result() for future in finished)
    while waiting:
        finished, waiting = wait(waiting, return_when=FIRST_COMPLETED)
        yield from (future.result() for future in finished)
