"""Run checks on one subject and gather the evidence: one command at a time, a new worker where one was lost.

A timeout, an exit, a crash or a flood of output costs the check that caused it. A file that cannot be imported
costs its exercise. What an earlier case of the same worker may have left behind costs nothing: a case on which a
used worker is lost is run again in a new one.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import groupby

from grader.evidence import Evidence, Transcript, nothing, read_case, read_import
from grader.frames import FrameError
from grader.handle import Answer, Lost, Worker
from grader.launch import Launcher
from grader.protocol import CollectedCase, ImportExercise, RunCase, Subject
from grader.transcript import CaseRecord, Ending

IMPORT_SECONDS = 15.0
GRACE_SECONDS = 2.0
MEMORY_BYTES = 4 << 30
PERHAPS_LEFT_BEHIND = ("crashed", "too-much-output", "unreadable")

Told = Callable[[CollectedCase], None]
Keep = Callable[[CollectedCase, Evidence], Evidence]


def run(
    launcher: Launcher,
    subject: Subject,
    cases: Sequence[CollectedCase],
    tell: Told | None = None,
    keep: Keep = lambda case, evidence: evidence,
) -> Transcript:
    """Run `cases` on `subject` and return the evidence.

    `tell` hears of each case when it is done; `keep` gives what is kept of its evidence.
    """
    return Transcript(_Run(launcher, subject, tell, keep).all(cases))


class _Run:
    """One subject's run; holds the worker that serves it now."""

    def __init__(self, launcher: Launcher, subject: Subject, tell: Told | None, keep: Keep) -> None:
        self._launcher = launcher
        self._subject = subject
        self._keep = keep
        self._tell = tell or (lambda case: None)
        self._worker: Worker | None = None
        self._imported = ""
        self._broken_exercise = ""
        self._broken: Ending | None = None

    def all(self, cases: Sequence[CollectedCase]) -> dict[str, Evidence]:
        """Run every case, exercise by exercise."""
        found: dict[str, Evidence] = {}
        try:
            for (exercise, _), group in groupby(cases, key=lambda case: (case.exercise, case.check)):
                lost: Ending | None = None
                for case in group:
                    evidence = self.fairly(exercise, case) if lost is None else Evidence(CaseRecord(case.id, lost))
                    if evidence.record.ending.kind in ("timed-out", "crashed", "too-much-output"):
                        lost = evidence.record.ending
                    found[case.id] = self._keep(case, evidence)
                    self._tell(case)
        finally:
            if self._worker is not None:
                self._worker.end(wait=False)
        return found

    def fairly(self, exercise: str, case: CollectedCase) -> Evidence:
        """Run one case; where it cost a worker that had served before, once more in a new one."""
        used = self._worker is not None
        evidence = self.case(exercise, case)
        if used and self._worker is None and evidence.record.ending.kind in PERHAPS_LEFT_BEHIND:
            self._broken_exercise = ""
            return self.case(exercise, case)
        return evidence

    def case(self, exercise: str, case: CollectedCase) -> Evidence:
        """Run one case; imports its exercise first where this worker has not."""
        broken = self.import_exercise(exercise)
        if broken is not None:
            return Evidence(CaseRecord(case.id, broken))
        worker = self.worker()
        answer = worker.ask(RunCase, case.id, case.timeout + GRACE_SECONDS)
        if isinstance(answer, Lost):
            self._worker = None
            return nothing(case.id, answer.why, answer.note, worker.printed)
        try:
            evidence = read_case(case.id, answer.record, answer.arrays, worker.printed)
        except FrameError as error:
            self.drop_worker()
            return nothing(case.id, "unreadable", str(error), worker.printed)
        if evidence.record.ending.kind == "timed-out":
            self.drop_worker()
        return evidence

    def import_exercise(self, exercise: str) -> Ending | None:
        """Import the file of an exercise; the ending tells why it cannot be, once for all its cases."""
        if self._broken_exercise == exercise:
            return self._broken
        if self._imported == exercise and self._worker is not None:
            return None
        worker = self.worker()
        answer = worker.ask(ImportExercise, exercise, IMPORT_SECONDS)
        ending = self.read_import(exercise, answer)
        if ending.kind == "completed":
            self._imported = exercise
            return None
        self._broken_exercise, self._broken = exercise, ending
        return ending

    def read_import(self, exercise: str, answer: Answer | Lost) -> Ending:
        """Read what came of an import."""
        if isinstance(answer, Lost):
            self._worker = None
            return Ending(answer.why, note=f"while the file was imported: {answer.note}")
        try:
            return read_import(exercise, answer.record, answer.arrays)
        except FrameError as error:
            self.drop_worker()
            return Ending("unreadable", note=str(error))

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
