"""Grade on this machine, many at a time; `--engine local`."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait

from tensorgrade.classroom.work import Done, Engine, Setup, Work
from tensorgrade.exits import Fault, InputError, LauncherError, fault_of
from tensorgrade.grading import Grader
from tensorgrade.protocol.transcript import Transcript


class LocalEngine(Engine):
    """Grades `jobs` submissions at a time on this machine; all fork from one launcher, which is renewed if it dies.

    All jobs but one have another submission wait for them: so one job grades one by one, and nothing runs beside it.
    """

    grader: Grader

    def __init__(
        self,
        begin: Callable[[], Grader],
        jobs: int,
        unsettled: Callable[[str], None] = lambda case: None,
        gpu_share: int | None = None,
    ) -> None:
        """`begin` starts a grader: the first, and another in place of one that died.

        unsettled: hears of the cases in which the reference does not do the same twice. gpu_share: the most jobs at a
        time where there is CUDA.
        """
        self.jobs = jobs
        self._begin = begin
        self._gpu_share = gpu_share
        self._unsettled = unsettled
        self._settled: set[int] = set()
        self._lock = threading.Lock()
        self._settling = threading.Lock()

    @classmethod
    def of(cls, setup: Setup) -> LocalEngine:
        """Make an engine."""
        return cls(setup.grader, setup.jobs, setup.unsettled, setup.gpu_share)

    def start(self) -> None:
        """Start the first grader."""
        self.grader = self._begin()
        if self._gpu_share is not None and "cuda" in self.grader.devices:
            self.jobs = min(self.jobs, self._gpu_share)

    def close(self) -> None:
        """End the grader that is at work."""
        self.grader.close()

    @property
    def absent(self) -> Mapping[str, str]:
        """The devices that are not there, and why."""
        return self.grader.absent

    @property
    def cost(self) -> str:
        """Say what recording references and known mistakes has cost so far."""
        return self.grader.reference.cost

    def grade(self, works: Iterable[Work]) -> Iterator[Done]:
        """Grade each submission once, in threads; the work itself is done in the workers' processes."""
        pool = ThreadPoolExecutor(self.jobs)
        try:
            yield from as_done(works, lambda work: pool.submit(self.grade_one, work), 2 * self.jobs - 1)
        finally:
            pool.shutdown(cancel_futures=True)  # whoever interrupts waits for what is at work, and for nothing else

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
                self.grader = self._begin()
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
