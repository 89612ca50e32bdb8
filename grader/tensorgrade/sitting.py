"""One submission while it is graded: its cases are run beside the reference's, and some of them once more.

In: the submission, the launchers and what it is judged against. Out: transcripts. What its runs share is here: the
room for its evidence (tensorgrade.shelf) and the time that it has (tensorgrade.execution.time).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from functools import partial

from msgspec import structs

from tensorgrade.answers.reference import Reference, Tell
from tensorgrade.execution.pair import LauncherPair
from tensorgrade.execution.relay import Relay
from tensorgrade.execution.run import MEMORY_BYTES, Keep, Workers, by_function, run
from tensorgrade.execution.shares import shares
from tensorgrade.execution.time import Budget
from tensorgrade.judgement.edit_trials import EditTrials
from tensorgrade.protocol.endings import EndingKind
from tensorgrade.protocol.fields import Place
from tensorgrade.protocol.messages import CollectedCase, Subject
from tensorgrade.protocol.records import Ending, Failure, LeftOut
from tensorgrade.protocol.transcript import Evidence, Transcript, nothing
from tensorgrade.shelf import Shelf
from tensorgrade.submission.notebook_cells import Cells
from tensorgrade.submission.read import Submission

TRIAL_SECONDS = 20.0  # of the processor, for all changes that are tried of one submission
Progress = Callable[[int, int, str], None]  # hears how many cases are done, of how many, and which function waits
Unreadable = Mapping[str, tuple[EndingKind, str]]


@dataclass(frozen=True)
class Sitting:
    """The runs of one submission, in up to `workers` processes at a time."""

    submission: Submission
    launchers: LauncherPair
    reference: Reference
    workers: int
    shelf: Shelf = field(default_factory=Shelf)
    budget: Budget = field(default_factory=Budget)

    def run(
        self, seed: int, cases: Sequence[CollectedCase], unreadable: Unreadable, recorded: bool, tell: Tell
    ) -> Transcript:
        """Return the submission's transcript of `cases`, and have the reference's at hand.

        unreadable: why the files of some exercises cannot be run at all. recorded: whether the reference has to be run
        no more; then the submission's exercises run at the same time, else both do. tell: hears of each case that is
        done, of the reference's, too.
        """
        runnable = [case for case in cases if case.exercise not in unreadable]
        with ThreadPoolExecutor(self.workers + 1) as pool:
            reference = pool.submit(self.expected, seed, cases, tell)
            parts = shares(runnable, reference.result(), self.workers) if recorded else [runnable]
            keep = partial(self.shelf.keep, reference)
            own = [pool.submit(self.run_own, seed, part, keep, tell) for part in parts]
            reference.result()
            actual = [part.result() for part in own]
        evidence = {
            case.id: nothing(case.id, *unreadable[case.exercise]) for case in cases if case.exercise in unreadable
        }
        left_out: dict[str, tuple[LeftOut, ...]] = {}
        for part in actual:
            evidence |= part.cases
            left_out = {**part.left_out, **left_out}
        return Transcript(evidence, left_out)

    def run_again(self, seed: int, cases: Sequence[CollectedCase]) -> Transcript:
        """Run some cases once more, on this seed or another."""
        expected: Future[Transcript] = Future()
        expected.set_result(self.reference.expected(seed))
        return self.run_own(seed, cases, partial(self.shelf.keep, expected))

    def follow(self, seed: int, cases: Sequence[CollectedCase]) -> Transcript:
        """Run some cases once more, line by line; of their evidence only the records are kept."""
        subject = self.subject(seed, is_followed=True)
        return run(self.launchers.students, subject, cases, keep=without_numbers, budget=self.budget)

    def run_own(self, seed: int, cases: Sequence[CollectedCase], keep: Keep, tell: Tell | None = None) -> Transcript:
        """Run some cases on the submission."""
        done = run(self.launchers.students, self.subject(seed), by_function(cases), tell, keep, self.budget)
        return by_cell(done, self.submission.cells)

    def edit_trials(self, seed: int, relay: Relay) -> EditTrials:
        """Begin to try changes of the submission; it takes none of its own time. relay: has workers for them alone."""
        budget = Budget(TRIAL_SECONDS)

        def run_changed(workers: Workers, files: Mapping[str, bytes], cases: Sequence[CollectedCase]) -> Transcript:
            return run(workers, Subject(dict(files), seed, memory=MEMORY_BYTES), cases, budget=budget)

        fresh = partial(run_changed, self.launchers.students)
        expected = self.reference.expected(seed)
        beside = partial(run_changed, relay)
        return EditTrials(self.submission.files, expected, beside, fresh, used=lambda: budget.used)

    def subject(self, seed: int, is_followed: bool = False) -> Subject:
        """Return what its workers run on."""
        return Subject(dict(self.submission.files), seed, memory=MEMORY_BYTES, is_followed=is_followed)

    def expected(self, seed: int, cases: Sequence[CollectedCase], tell: Tell) -> Transcript:
        """Return the reference's transcript, and let the submission take as long as its time allows."""
        transcript = self.reference.expected(seed, tell)
        self.budget.follow(sum(transcript.of(case.id).record.seconds for case in cases))
        return transcript


def without_numbers(case: CollectedCase, evidence: Evidence) -> Evidence:
    """Keep the record of a case alone."""
    return Evidence(evidence.record)


def by_cell(transcript: Transcript, cells: Mapping[str, Cells]) -> Transcript:
    """Tell each line of the source that stands for a notebook as one of its cell."""
    if not cells:
        return transcript
    places = Places(cells)
    evidence = {
        case: replace(evidence, record=structs.replace(evidence.record, ending=places.ending(evidence.record.ending)))
        for case, evidence in transcript.cases.items()
    }
    left_out = {exercise: tuple(map(places.left_out, lines)) for exercise, lines in transcript.left_out.items()}
    return Transcript(evidence, left_out)


@dataclass(frozen=True)
class Places:
    """Puts the lines of cells in the place of those of the sources that stand for notebooks."""

    cells: Mapping[str, Cells]

    def place(self, place: Place) -> Place:
        """Return a line as one of its cell, where it is of a notebook."""
        return self.cells[place.file].place(place) if place.file in self.cells else place

    def failure(self, failure: Failure | None) -> Failure | None:
        """Return an exception with the lines of cells."""
        if failure is None:
            return None
        made = self.place(failure.made) if failure.made else None
        return structs.replace(failure, places=tuple(map(self.place, failure.places)), made=made)

    def left_out(self, line: LeftOut) -> LeftOut:
        """Return a line that was left out as one of its cell."""
        return structs.replace(line, place=self.place(line.place), failure=self.failure(line.failure))

    def ending(self, ending: Ending) -> Ending:
        """Return an ending with the lines of cells."""
        line = self.left_out(ending.line) if ending.line else None
        stopped_at = self.place(ending.stopped_at) if ending.stopped_at else None
        return structs.replace(ending, failure=self.failure(ending.failure), line=line, stopped_at=stopped_at)


class Count:
    """Counts the cases that are done, out of all, for whoever shows the progress.

    cases: those of the submission, in order. more: how many there are beside them.
    """

    def __init__(self, progress: Progress | None, cases: Sequence[CollectedCase], more: int) -> None:
        self._progress = progress
        self._total = len(cases) + more
        self._done = 0
        self._left = {case.id: case.function for case in cases}

    def tell(self, case: CollectedCase) -> None:
        """Take note of one more."""
        self._done += 1
        self._left.pop(case.id, None)
        self.show()

    def show(self) -> None:
        """Tell how far it is."""
        if self._progress is not None:
            self._progress(self._done, self._total, next(iter(self._left.values()), ""))
