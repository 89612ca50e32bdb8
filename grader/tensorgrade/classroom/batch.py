"""`grade batch`: grade a class into a gradebook, resuming where an earlier run stopped.

This process reads submissions, owns the gradebook and writes the reports; an engine grades. A student's files are
written before the row is, so that a row means that all is there.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import chain

from tensorgrade.answers.keys import ResultKey, content_key, parsed_key
from tensorgrade.classroom.claim import logger
from tensorgrade.classroom.database import GradebookError
from tensorgrade.classroom.gradebook import Gradebook
from tensorgrade.classroom.holdings import Holding
from tensorgrade.classroom.intake import ChangingError, read_hand_in
from tensorgrade.classroom.layout import HandIn
from tensorgrade.classroom.page_names import page_names
from tensorgrade.classroom.row import Row
from tensorgrade.classroom.ways import ways_of
from tensorgrade.classroom.work import Done, Engine, Work
from tensorgrade.course.catalogue import Course, Exercise
from tensorgrade.exits import Fault, InputError, fault_of
from tensorgrade.isolation.levels import Level
from tensorgrade.scoring.result import SubmissionResult, ungraded_result
from tensorgrade.submission.missing import with_missing_told
from tensorgrade.submission.read import Submission, SubmissionError

Say = Callable[[str, str], None]
Step = Callable[[], None]
WriteStudent = Callable[[Row], None]


@dataclass
class Tally:
    """What one run did."""

    found: int = 0
    graded: int = 0
    kept: int = 0
    unreadable: int = 0
    changing: int = 0
    failed: int = 0
    ungraded_checks: int = 0


@dataclass(frozen=True)
class Plan:
    """What to grade on: `key` is the hash of all that every result follows from, beside seed and submission.

    seed: of whoever hands in for the first time. new_seed: of who hands in something else than before, for they may
    have learnt the inputs of the first. is_chosen: whether the exercises were asked for, so that one of which a hand-in
    has no file is told.
    """

    course: Course
    exercises: tuple[Exercise, ...]
    seed: int
    new_seed: int
    key: str
    level: Level
    is_chosen: bool = False

    def key_of(self, content: str, before: ResultKey | None) -> ResultKey:
        """Return the key of a result; `before` is that of the same student's last one."""
        if before is None:
            return ResultKey(self.key, self.seed, content)
        return ResultKey(self.key, before.seed if before.content == content else self.new_seed, content)


@dataclass(frozen=True)
class Reading:
    """What was read of a submission that is being graded: its key, its time, and why it is none, if so."""

    key: ResultKey
    handed_in: datetime | None
    problem: str


class Batch:
    """One run over a class. `write` writes a student's files; `say` tells whoever runs it what needs a look."""

    def __init__(self, plan: Plan, book: Gradebook, write: WriteStudent, say: Say, fresh: bool = False) -> None:
        self._plan = plan
        self._book = book
        self._write = write
        self._say = say
        self._keys = {} if fresh else {student: parsed_key(text) for student, text in book.keys().items()}
        self._pages = book.pages()
        self._reading: dict[str, Reading] = {}
        self.tally = Tally()

    def run(self, hand_ins: Sequence[HandIn], start: Callable[[], AbstractContextManager[Engine]], step: Step) -> Tally:
        """Grade what is new or changed; an engine is started only for that.

        `step` hears of each hand-in when it is dealt with.
        """
        self.tally.found = len(hand_ins)
        self._pages = page_names((hand_in.student for hand_in in hand_ins), self._pages)
        work = self.to_grade(hand_ins, step)
        first = next(work, None)
        if first is not None:
            with start() as engine:
                for done in engine.grade(chain([first], work)):
                    self.enter(done)
                    step()
                if engine.cost:
                    logger.info("%s", engine.cost)
        return self.tally

    def to_grade(self, hand_ins: Sequence[HandIn], step: Step) -> Iterator[Work]:
        """Read hand-ins one by one and yield those whose result is not in the gradebook."""
        for hand_in in hand_ins:
            try:
                work = self.work_of(hand_in)
            except ChangingError as error:
                self.tally.changing += 1
                self.tell(hand_in.student, f"not graded: {error}")
                work = None
            except GradebookError:
                raise
            except Exception as error:
                known = self._keys.get(hand_in.student)
                key = ResultKey("", known.seed if known else self._plan.seed, "unread")
                self._reading[hand_in.student] = Reading(key, None, "")
                work = Work(Submission(hand_in.student, {}, {}), key.seed, fault_of(error))
            if work is None:
                step()
            else:
                yield work

    def work_of(self, hand_in: HandIn) -> Work | None:
        """Read one hand-in; None where its result is in the gradebook. Raises ChangingError."""
        submission, problem = self.read(hand_in)
        key = self._plan.key_of(content_key(submission), self._keys.get(hand_in.student))
        handed_in = submission.handed_in
        if self._keys.get(hand_in.student) == key:
            self.tally.kept += 1
            self._book.put_time(hand_in.student, handed_in)  # a roster may tell another than before
            self._book.put_hints(hand_in.student, submission.hints)
            return None
        told = [] if problem else [f"{name}: {why}" for name, why in submission.problems.items()]
        for note in [*told, *submission.chosen, *submission.notes]:
            self.tell(hand_in.student, note)
        self._reading[hand_in.student] = Reading(key, handed_in, problem)
        return Work(submission, key.seed)

    def read(self, hand_in: HandIn) -> tuple[Submission, str]:
        """Read a hand-in; one that is no submission is one whose files all have that problem.

        Raises ChangingError when it changes while it is read.
        """
        try:
            submission = read_hand_in(hand_in, self._plan.course)
            return with_missing_told(submission, self._plan.exercises if self._plan.is_chosen else ()), ""
        except ChangingError:
            raise
        except SubmissionError as error:
            problem = str(error).replace(f"{hand_in.paths[0][1].parent}{os.sep}", "")  # students read it too
            self.tally.unreadable += 1
            self.tell(hand_in.student, problem)
            for note in hand_in.notes:
                if note not in problem:
                    self.tell(hand_in.student, note)
            problems = {exercise.file: problem for exercise in self._plan.exercises}
            return Submission(hand_in.student, {}, problems, handed_in=hand_in.handed_in), problem

    def enter(self, done: Done) -> None:
        """Write what came of one submission: its files, then its row. What cannot be written is a fault of its row."""
        student, result = done.submission.name, done.graded.result
        reading, fault = self._reading.pop(student), done.fault
        page = self._pages[student]
        if fault is None:
            try:
                row = self._book.row_of(student, page, result, reading.handed_in, reading.problem)
                self._write(row)
                self._book.put(row, str(reading.key), holding=self.holding_of(done))
            except InputError:
                raise
            except Exception as error:
                fault, result = fault_of(error), ungraded_result(result)
        if fault is not None:
            self.enter_fault(student, page, result, reading, fault)
            return
        self.tally.graded += 1
        logger.info("%r graded: %g of %g, seed %d", student, result.points, result.possible, reading.key.seed)
        for sentence in [] if reading.problem else remarks(result):
            self.tell(student, sentence)
        for sentence in done.graded.faults:
            self.tally.ungraded_checks += 1
            self.tell(student, f"ungraded: {sentence}")

    def holding_of(self, done: Done) -> Holding:
        """Gather what is kept of a hand-in beside its result."""
        files, graded = done.submission.files, done.graded
        ways = ways_of(files, self._plan.exercises)
        return Holding(files, graded.runs, graded.behaviours, ways, done.submission.hints)

    def enter_fault(self, student: str, page: str, result: SubmissionResult, reading: Reading, fault: Fault) -> None:
        """Write the row of a student whom we failed to grade; its files are written with those of the class.

        The row's key is that of no result, so that the next run tries again.
        """
        self.tally.failed += 1
        problem = fault_told(fault)
        self.tell(student, problem)
        logger.error("%r: %s", student, fault.details)
        row = self._book.row_of(student, page, result, reading.handed_in, problem)
        self._book.put(row, str(replace(reading.key, course="")), is_shown=False)

    def tell(self, student: str, sentence: str) -> None:
        """Say and log something about a student."""
        logger.warning("%r: %s", student, sentence)
        self._say(student, sentence)


def fault_told(fault: Fault) -> str:
    """Say of a student that we failed."""
    return f"not graded, the grader failed: {fault.sentence}"


def remarks(result: SubmissionResult) -> Iterator[str]:
    """Say what an instructor should look at: files that fail when imported, checks that timed out or crashed."""
    for exercise in result.exercises:
        yield from (diagnosis.message for diagnosis in exercise.of_file)
    for outcome, words in (("timed_out", "timed out"), ("crashed", "crashed")):
        names = [check.name for check in result.checks if check.outcome == outcome]
        if names:
            more = f" and {len(names) - 1} more" if len(names) > 1 else ""
            yield f"{names[0]}{more} {words}"
