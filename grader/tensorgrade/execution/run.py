"""Run checks on one subject and gather the evidence: one command at a time, a new worker where one was lost.

A timeout, an exit, a crash or a flood of output costs the check that caused it. A file that cannot be imported
costs its exercise. A function that took too long once has less time in its other checks, since most of them would
end in the same way. What an earlier case of the same worker may have left behind costs nothing: a case on which a
used worker is lost is run again in a new one. Nor does a busy machine: a case that it kept waiting for too long is run
again while no other case runs. What is left when the time of the whole submission is used up is not run.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from typing import Protocol

from msgspec.structs import replace

from tensorgrade.execution.time import IMPORT_SECONDS, Budget, Spent, Turns, is_busy
from tensorgrade.execution.worker import Answer, Ask, Lost, Worker
from tensorgrade.protocol.endings import COSTS_THE_CHECK, PERHAPS_LEFT_BEHIND, EndingKind
from tensorgrade.protocol.frames import FrameError
from tensorgrade.protocol.messages import CollectedCase, Extent, ImportExercise, RunCase, Subject
from tensorgrade.protocol.records import USED_UP, CaseRecord, Ending, ImportRecord, LeftOut, Reason
from tensorgrade.protocol.transcript import Evidence, Transcript, nothing, read_case, read_import

MEMORY_BYTES = 4 << 30
LATE_SHARE = 0.25  # of its limit, for the further checks of a function that was too late in one
MEASURED_EVERY = 1.0  # seconds; what takes less is measured together with what follows
TURNS = Turns()  # of all that is run by this process

Told = Callable[[CollectedCase], None]
Keep = Callable[[CollectedCase, Evidence], Evidence]


class Workers(Protocol):
    """Where a run has its workers from: a launcher, or a relay for our own code."""

    def start_worker(self, subject: Subject) -> Worker:
        """Start a worker on a subject."""
        ...

    def release(self, worker: Worker) -> None:
        """Take a worker back that is needed no more."""
        ...


def run(
    launcher: Workers,
    subject: Subject,
    cases: Iterable[CollectedCase],
    tell: Told | None = None,
    keep: Keep = lambda case, evidence: evidence,
    budget: Budget | None = None,
) -> Transcript:
    """Run `cases` on `subject` and return the evidence; each case is asked for when the one before it is done.

    `tell` hears of each case when it is done; `keep` gives what is kept of its evidence. budget: the time that there is
    for them, on which other runs of the same submission draw, too; else there is no end.
    """
    running = _Run(launcher, subject, tell, keep, budget or Budget(math.inf))
    return Transcript(running.all(cases), running.imports.left_out)


@dataclass(frozen=True)
class Tried:
    """One case as it was run once.

    used: whether a worker was asked that had served before. silent: whether it gave no answer in all the time that
    there was. limit: of the last command, in seconds. spent: where that was measured.
    """

    evidence: Evidence
    used: bool
    silent: bool
    limit: float
    spent: Spent | None

    @property
    def may_be_left_behind(self) -> bool:
        """Say whether what came before in the same worker may have ended it so."""
        kind, spent = self.evidence.record.ending.kind, self.spent
        if kind == EndingKind.TIMED_OUT and not self.silent:
            return self.used and spent is not None and (spent.is_shared or spent.elapsed < self.limit)
        return self.used and kind in PERHAPS_LEFT_BEHIND

    @property
    def may_be_delayed(self) -> bool:
        """Say whether a busy machine may have kept it from its time."""
        return self.silent and ((self.spent is not None and self.spent.is_delayed) or is_busy())


class Imports:
    """How the files of one subject are imported, by exercise, as every worker of its run is to do it.

    A line that took too long once is not run again, and neither is what ended the process of the first one.
    """

    def __init__(self) -> None:
        self.left_out: dict[str, tuple[LeftOut, ...]] = {}
        self._ended: dict[str, str] = {}

    def command(self, exercise: str) -> Ask:
        """Return the command that imports a file."""
        extent = Extent.DEFINITIONS if exercise in self._ended else Extent.WHOLE
        lines = self.left_out.get(exercise, ())
        slow = tuple(line.place.line for line in lines if line.reason is Reason.TOO_LONG)
        return partial(ImportExercise, extent=extent, but_for=slow)

    def may_do_less(self, exercise: str) -> bool:
        """Say whether all of a file was to be run."""
        return exercise not in self._ended

    def do_less(self, exercise: str, note: str) -> None:
        """Have nothing run from now on that does more than to define something; `note` says how that ended."""
        self._ended[exercise] = note
        self.left_out.pop(exercise, None)

    def enter(self, record: ImportRecord) -> None:
        """Take note of what was left out, the first time."""
        note = self._ended.get(record.exercise, "")
        lines = (replace(line, note=note) if line.reason is Reason.NOT_RUN else line for line in record.left_out)
        self.left_out.setdefault(record.exercise, tuple(lines))


class _Run:
    """One subject's run; holds the worker that serves it now."""

    def __init__(self, launcher: Workers, subject: Subject, tell: Told | None, keep: Keep, budget: Budget) -> None:
        self._launcher = launcher
        self._subject = subject
        self._keep = keep
        self._tell = tell or (lambda case: None)
        self._budget = budget
        self._worker: Worker | None = None
        self._asked: Worker | None = None
        self._limit = 0.0
        self._silent = False
        self._took: dict[str, float] = {}
        self._late: set[tuple[str, str]] = set()
        self._imported = ""
        self._broken_exercise = ""
        self._broken: Ending | None = None
        self.imports = Imports()

    def all(self, cases: Iterable[CollectedCase]) -> dict[str, Evidence]:
        """Run every case, exercise by exercise."""
        kept: dict[str, Evidence] = {}
        try:
            for (exercise, *_), group in groupby(cases, key=lambda case: (case.exercise, case.visibility, case.check)):
                lost: Ending | None = None
                for case in group:
                    evidence = self.fairly(exercise, case) if lost is None else Evidence(CaseRecord(case.id, lost))
                    if evidence.record.ending.kind in COSTS_THE_CHECK:
                        lost = evidence.record.ending
                    if evidence.record.ending.kind == EndingKind.TIMED_OUT:
                        self._late.add((exercise, case.function))
                    kept[case.id] = self._keep(case, evidence)
                    self._tell(case)
        finally:
            if self._worker is not None:
                self.measure(self._worker)
                self._launcher.release(self._worker)
        return kept

    def fairly(self, exercise: str, case: CollectedCase) -> Evidence:
        """Run one case while there is time; once more where something else than itself may have ended it."""
        if self._budget.is_used_up:
            return nothing(case.id, EndingKind.TIMED_OUT, USED_UP)
        with TURNS.together():
            tried = self.once(exercise, case)
        if tried.may_be_left_behind:
            self.begin_anew()
            with TURNS.together():
                tried = self.once(exercise, case)
        if tried.may_be_delayed:
            self._budget.forget(case.id)
            self.begin_anew()
            with TURNS.alone():
                tried = self.once(exercise, case)
        return tried.evidence

    def once(self, exercise: str, case: CollectedCase) -> Tried:
        """Run one case, and measure what a slow one took."""
        used, self._asked, self._silent = self._worker is not None, None, False
        evidence, spent = self.case(exercise, case), None
        if (worker := self._asked) is not None:
            used = used or worker.served > 0
            self._took[case.id] = worker.elapsed - sum(self._took.values())
            is_late = evidence.record.ending.kind == EndingKind.TIMED_OUT
            if is_late or self._worker is None or worker.elapsed > MEASURED_EVERY:
                spent = self.measure(worker)
            if is_late:
                self.drop_worker()
        return Tried(evidence, used and worker is not None, self._silent, self._limit, spent)

    def measure(self, worker: Worker) -> Spent:
        """Charge the cases since the last measurement with what they took, each with its part of it."""
        spent = worker.measure()
        together = sum(self._took.values())
        self._budget.charge({case: spent.fair * took / together for case, took in self._took.items() if together})
        self._took.clear()
        return spent

    def case(self, exercise: str, case: CollectedCase) -> Evidence:
        """Run one case; imports its exercise first where this worker has not."""
        broken = self.import_exercise(exercise)
        if broken is not None:
            return Evidence(CaseRecord(case.id, broken))
        worker = self.worker()
        is_late = (exercise, case.function) in self._late
        answer = self.ask(RunCase, case.id, case.timeout * (LATE_SHARE if is_late else 1.0))
        if isinstance(answer, Lost):
            return nothing(case.id, answer.why, answer.note, worker.printed)
        try:
            return read_case(case.id, answer.record, answer.arrays, worker.printed)
        except FrameError as error:
            self.drop_worker()
            return nothing(case.id, EndingKind.UNREADABLE, str(error), worker.printed)

    def import_exercise(self, exercise: str) -> Ending | None:
        """Import the file of an exercise; the ending tells why it cannot be, once for all its cases."""
        if self._broken_exercise == exercise:
            return self._broken
        if self._imported == exercise and self._worker is not None:
            return None
        ending = self.read_import(exercise)
        if ending.kind == EndingKind.COMPLETED:
            self._imported = exercise
            return None
        self._broken_exercise, self._broken = exercise, ending
        return ending

    def read_import(self, exercise: str) -> Ending:
        """Import a file; where that ends the process, once more without what does more than to define something.

        But for a worker that had served before, which may have been spoilt: then all of it once more in a new one.
        """
        used = self._worker is not None
        answer = self.ask(self.imports.command(exercise), exercise, IMPORT_SECONDS)
        if isinstance(answer, Lost) and (used or (self._asked is not None and self._asked.served > 0)):
            answer = self.ask(self.imports.command(exercise), exercise, IMPORT_SECONDS)
        is_broken_off = isinstance(answer, Lost) and answer.why is not EndingKind.UNREADABLE
        if isinstance(answer, Lost) and is_broken_off and self.imports.may_do_less(exercise):
            self.imports.do_less(exercise, answer.note)
            answer = self.ask(self.imports.command(exercise), exercise, IMPORT_SECONDS)
        if isinstance(answer, Lost):
            return Ending(EndingKind.IMPORT_FAILED, note=answer.note)
        try:
            record = read_import(exercise, answer.record, answer.arrays)
        except FrameError as error:
            self.drop_worker()
            return Ending(EndingKind.UNREADABLE, note=str(error))
        self.imports.enter(record)
        return record.ending

    def ask(self, command: Ask, name: str, limit: float) -> Answer | Lost:
        """Ask the worker that serves now; one that is lost serves no more."""
        self._asked, self._limit = self.worker(), limit
        answer = self._asked.ask(command, name, limit)
        if isinstance(answer, Lost):
            self._worker = None
            self._silent = answer.is_silent
        return answer

    def worker(self) -> Worker:
        """Return the worker that serves now, or a new one."""
        if self._worker is None:
            self._worker = self._launcher.start_worker(self._subject)
            self._imported = ""
        return self._worker

    def drop_worker(self) -> None:
        """End the worker; the next command gets a new one."""
        if self._worker is not None:
            self._worker.end()
            self._worker = None

    def begin_anew(self) -> None:
        """Have the next command served by a new worker, and an import tried again."""
        self.drop_worker()
        self._broken_exercise = ""


def by_function(cases: Iterable[CollectedCase]) -> list[CollectedCase]:
    """Put those of one function together, in their order: before another one's, a worker looks for what was patched."""
    functions: dict[tuple[str, str], list[CollectedCase]] = {}
    for case in cases:
        functions.setdefault((case.exercise, case.function), []).append(case)
    return [case for own in functions.values() for case in own]
