"""`grade batch`: grade a class into a gradebook, resuming where an earlier run stopped.

This process reads submissions, owns the gradebook and writes the reports; an engine grades. A student's files are
written before the row is, so that a row means that all is there.
"""

from __future__ import annotations

import logging
import os
import random
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import datetime
from itertools import chain
from pathlib import Path

from filelock import FileLock, Timeout

from grader.catalogue import Course, Exercise
from grader.engine import Done, Engine
from grader.faults import InputError
from grader.gradebook import Gradebook, Row
from grader.handins import ChangingError, HandIn, read_hand_in
from grader.isolation import Level
from grader.keys import submission_key
from grader.pages import page_name
from grader.results import SubmissionResult
from grader.roster import Roster
from grader.submission import Submission, SubmissionError
from grader.writing import clear_unfinished

LOCK = ".batch.lock"
LOG = "batch.log"
STUDENTS = "students"
logger = logging.getLogger("tensorgrade.batch")

Say = Callable[[str, str], None]
Step = Callable[[], None]
WriteStudent = Callable[[Row], None]


class BatchError(InputError):
    """A batch cannot run; the message is one sentence for the user."""


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
    """What to grade on: `key` is the hash of all that a result follows from, beside the submission."""

    course: Course
    exercises: tuple[Exercise, ...]
    seed: int
    key: str
    roster: Roster
    level: Level


@contextmanager
def claimed(out: Path) -> Iterator[Gradebook]:
    """Hold the folder and its gradebook against other batches; write a log. Raises BatchError, GradebookError."""
    handler: logging.Handler | None = None
    try:
        (out / STUDENTS).mkdir(parents=True, exist_ok=True)
        lock = FileLock(out / LOCK, timeout=0)
        lock.acquire()
        handler = logging.FileHandler(out / LOG, encoding="utf-8", errors="backslashreplace")
    except Timeout:
        raise BatchError(f"another batch is at work on {out}") from None
    except OSError as error:
        raise BatchError(f"{out} cannot be written: {error.strerror or error}") from error
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    logger.addHandler(handler)
    logger.setLevel(logging.INFO)
    logger.propagate = False
    for folder in (out, out / STUDENTS):
        clear_unfinished(folder)
    book = None
    try:
        book = Gradebook(out)
        yield book
    finally:
        if book is not None:
            book.close()
        logger.removeHandler(handler)
        handler.close()
        lock.release()


def check_class(book: Gradebook, submissions: Path, exercises: Sequence[Exercise], students: Collection[str]) -> None:
    """Refuse a gradebook of another class.

    It is another when it is of other exercises, or of submissions that lay elsewhere and of mostly other students.
    """
    slugs, place, known = " ".join(exercise.slug for exercise in exercises), str(submissions.resolve()), book.students
    elsewhere = book.about("submissions") not in (None, place)
    if elsewhere and len(set(known) & set(students)) * 2 < len(known):
        raise BatchError(f"{book.path} is of the submissions in {book.about('submissions')}; name another --out")
    if book.about("exercises") not in (None, slugs):
        raise BatchError(f"{book.path} is of other exercises: {book.about('exercises')}; name another --out")
    book.note("submissions", place)
    book.note("exercises", slugs)


def seed_of(book: Gradebook, wanted: int | None, fresh: bool) -> int:
    """Return the seed of a batch: what is asked for, else the one it began with, else a new one."""
    known = book.about("seed")
    if wanted is None:
        wanted = int(known) if known is not None and not fresh else random.SystemRandom().randrange(1, 2**31)
    book.note("seed", str(wanted))
    return wanted


class Batch:
    """One run over a class. `write` writes a student's files; `say` tells whoever runs it what needs a look."""

    def __init__(self, plan: Plan, book: Gradebook, write: WriteStudent, say: Say, fresh: bool = False) -> None:
        self._plan = plan
        self._book = book
        self._write = write
        self._say = say
        self._keys = {} if fresh else book.keys()
        self._pages = book.pages()
        self._reading: dict[str, tuple[str, datetime | None, str]] = {}
        self.tally = Tally()

    def run(self, hand_ins: Sequence[HandIn], start: Callable[[], AbstractContextManager[Engine]], step: Step) -> Tally:
        """Grade what is new or changed; an engine is started only for that.

        `step` hears of each hand-in when it is dealt with.
        """
        self.tally.found = len(hand_ins)
        work = self.to_grade(hand_ins, step)
        first = next(work, None)
        if first is not None:
            with start() as engine:
                for done in engine.grade(chain([first], work), self._plan.seed):
                    self.enter(done)
                    step()
        return self.tally

    def to_grade(self, hand_ins: Sequence[HandIn], step: Step) -> Iterator[Submission]:
        """Read hand-ins one by one and yield those whose result is not in the gradebook."""
        for one in hand_ins:
            try:
                submission, problem = self.read(one)
            except ChangingError as error:
                self.tally.changing += 1
                self.tell(one.student, f"not graded: {error}")
                step()
                continue
            key = submission_key(self._plan.key, submission)
            listed = self._plan.roster.find((one.student, *one.names))
            handed_in = (listed.submitted if listed else None) or submission.handed_in
            if self._keys.get(one.student) == key:
                self.tally.kept += 1
                self._book.put_time(one.student, handed_in)  # a roster may tell another than before
                step()
                continue
            for note in submission.notes:
                self.tell(one.student, note)
            self._reading[one.student] = (key, handed_in, problem)
            yield submission

    def read(self, one: HandIn) -> tuple[Submission, str]:
        """Read a hand-in; one that is no submission is one whose files all have that problem.

        Raises SubmissionError when it changes while it is read.
        """
        try:
            return read_hand_in(one, self._plan.course), ""
        except ChangingError:
            raise
        except SubmissionError as error:
            problem = str(error).replace(f"{one.paths[0][1].parent}{os.sep}", "")  # students read it too
            self.tally.unreadable += 1
            self.tell(one.student, problem)
            problems = {exercise.file: problem for exercise in self._plan.exercises}
            return Submission(one.student, {}, problems), problem

    def enter(self, done: Done) -> None:
        """Write what came of one submission: its files, then its row."""
        student = done.submission.name
        key, handed_in, problem = self._reading.pop(student)
        if done.graded is None:
            self.tally.failed += 1
            self.tell(student, f"not graded, the grader failed: {done.fault}")
            return
        result = done.graded.result
        page = self._pages.get(student) or page_name(student, self._pages.values())
        row = self._book.row_of(student, page, result, handed_in, problem)
        self._write(row)
        self._book.put(row, key)
        self._pages[student] = page
        self.tally.graded += 1
        logger.info("%r graded: %g of %g", student, result.points, result.possible)
        for sentence in remarks(result):
            self.tell(student, sentence)
        for fault in done.graded.faults:
            self.tally.ungraded_checks += 1
            self.tell(student, f"ungraded: {fault}")

    def tell(self, student: str, sentence: str) -> None:
        """Say and log something about a student."""
        logger.warning("%r: %s", student, sentence)
        self._say(student, sentence)


def remarks(result: SubmissionResult) -> Iterator[str]:
    """Say what an instructor should look at: checks that timed out or killed their worker."""
    for outcome, words in (("timed_out", "timed out"), ("crashed", "crashed")):
        names = [check.name for check in result.checks if check.outcome == outcome]
        if names:
            more = f" and {len(names) - 1} more" if len(names) > 1 else ""
            yield f"{names[0]}{more} {words}"
