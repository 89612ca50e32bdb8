"""The folder of a class while a run is at work on it: held against others, with its log, and of this class alone."""

from __future__ import annotations

import logging
import random
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from filelock import FileLock, Timeout

from tensorgrade.classroom.gradebook import Gradebook
from tensorgrade.exits import InputError
from tensorgrade.files import clear_unfinished
from tensorgrade.text import plain_line

LOCK = ".batch.lock"
LOG = "batch.log"
STUDENTS = "students"
logger = logging.getLogger("tensorgrade.batch")


class BatchError(InputError):
    """A batch cannot run; the message is one sentence for the user."""


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


def check_class(book: Gradebook, submissions: Path, exercises: Sequence[str], students: Collection[str]) -> None:
    """Refuse a gradebook of another class; `exercises` are named.

    It is another when it is of other exercises, or of submissions that lay elsewhere and of mostly other students.
    """
    about, keys = book.about, book.keys()
    slugs = tuple(exercises)
    place = written_place(submissions)
    elsewhere = about.submissions not in (None, place)
    if elsewhere and len(set(keys) & set(students)) * 2 < len(keys):
        raise BatchError(f"{book.path} is of the submissions in {about.submissions}; name another --out")
    if about.exercises not in ((), slugs):
        raise BatchError(f"{book.path} is of other exercises: {' '.join(about.exercises)}; {way_on(book, slugs)}")
    book.put_about(replace(about, submissions=place, exercises=slugs))


def written_place(submissions: Path) -> str:
    """Write where the submissions of a class lie, as a gradebook has it."""
    return plain_line(str(submissions.resolve()), 4_000)


def way_on(book: Gradebook, slugs: Sequence[str]) -> str:
    """Say what to do instead of grading other exercises into a gradebook: some of its own can be run anew."""
    if not set(slugs) < set(book.about.exercises):
        return "name another --out"
    asked = " ".join(f"--exercise {slug}" for slug in slugs)
    return f"`grade regrade {book.path.parent} {asked}` runs those alone anew, and another --out begins a gradebook"


def batch_seed(book: Gradebook, wanted: int | None, fresh: bool) -> int:
    """Return the seed of a batch: what is asked for, else the one it began with, else a new one."""
    about = book.about
    if wanted is None:
        wanted = about.seed if about.seed is not None and not fresh else drawn_seed()
    book.put_about(replace(about, seed=wanted))
    return wanted


def drawn_seed() -> int:
    """Draw a seed that nobody can guess."""
    return random.SystemRandom().randrange(1, 2**31)
