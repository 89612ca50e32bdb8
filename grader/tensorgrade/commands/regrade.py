"""`grade regrade`: a class judged again without running it, or on some exercises run anew."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import click

from tensorgrade.classroom.claim import claimed, logger
from tensorgrade.classroom.gradebook import Gradebook, open_gradebook
from tensorgrade.classroom.groups import keep_groups
from tensorgrade.classroom.regrading import Regrade, Regrading, course_of, regrade_statements
from tensorgrade.classroom.work import Setup, engine_of
from tensorgrade.commands.options import course_option, exercises_option
from tensorgrade.course.catalogue import Course
from tensorgrade.execution.options import devices_of
from tensorgrade.exits import InputError, Status
from tensorgrade.grading import Grader
from tensorgrade.isolation.levels import Level
from tensorgrade_reports.class_files import write_class
from tensorgrade_reports.numbers import points
from tensorgrade_reports.terminal import result as terminal
from tensorgrade_reports.terminal.result import say_on

AUDIENCE = "instructor"


class RegradeError(InputError):
    """A class cannot be graded again; the message is one sentence for the user."""


@click.command()
@click.argument("out", type=click.Path(path_type=Path))
@exercises_option
@click.option("--yes", is_flag=True, help="Write what changes without asking.")
@click.option("--jobs", type=click.IntRange(1, 256), help="Run so many at a time; as many as there are cores.")
@course_option
def command(out: Path, exercises: tuple[str, ...], yes: bool, jobs: int | None, course: Path | None) -> Status:
    """Judge the class in OUT again, on the course as it is now, without running it; or run --exercise SLUG anew."""
    return regrade(RegradeOptions(out, exercises, yes, jobs or os.cpu_count() or 1, course))


@dataclass(frozen=True)
class RegradeOptions:
    """What the command line asks for."""

    out: Path
    exercises: tuple[str, ...] = ()
    yes: bool = False
    jobs: int = 1
    course: Path | None = None


def regrade(asked: RegradeOptions) -> Status:
    """Grade a class again, list the change of points, and write it once it is wanted. Return the exit status."""
    open_gradebook(asked.out).close()
    out = terminal.console()
    with claimed(asked.out) as book:
        course = course_of(book, asked.course)
        regrades = run_anew(book, course, asked) if asked.exercises else judged_again(book, course)
        changed = [regrade for regrade in regrades if regrade.changes]
        for sentence in told(regrades, len(book.students), is_run=bool(asked.exercises)):
            out.print(sentence, soft_wrap=True)
        if changed and not (asked.yes or is_wanted(len(changed))):
            out.print("Nothing is written.")
            return Status.done
        book.database.write(regrade_statements(book, regrades))
        for regrade in changed:
            logger.info(
                "%r graded again: %g of %g", regrade.row.student, regrade.result.points, regrade.result.possible
            )
        keep_groups(book, course)
        failed = write_class(book, asked.out, partial(say_on, terminal.console(stderr=True)))
    return Status.ours if failed else Status.done


def judged_again(book: Gradebook, course: Course) -> list[Regrade]:
    """Judge what every student's hand-in left before."""
    devices = devices_of(book.about.setting.device or "all")
    with Grader(course, book.about.exercises, devices=devices) as grader:
        return list(Regrading(book, course).judged_again(grader))


def run_anew(book: Gradebook, course: Course, asked: RegradeOptions) -> list[Regrade]:
    """Run some exercises of every student anew. Raises RegradeError for one that the class was not graded on."""
    for slug in asked.exercises:
        if slug not in book.about.exercises:
            raise RegradeError(f"{book.path} is not of {slug}, but of {' '.join(book.about.exercises)}")
    setting = book.about.setting
    level, devices = Level[setting.level or "sealed"], devices_of(setting.device or "all")
    regrading = Regrading(book, course)
    with engine_of("local", Setup(course, asked.exercises, level, devices, asked.jobs)) as engine:
        done = {each.submission.name: each for each in engine.grade(regrading.works()) if each.fault is None}
    return [regrading.run_again(done[student]) for student in book.students if student in done]


def told(regrades: Sequence[Regrade], students: int, is_run: bool) -> Iterator[str]:
    """List whose points change, and count who was left as they are."""
    changed = [regrade for regrade in regrades if regrade.changes]
    for regrade in changed:
        parts = "; ".join(f"{each.exercise} {points(each.before)} -> {points(each.after)}" for each in regrade.changes)
        yield f"{regrade.row.student}: {points(regrade.row.result.points)} -> {points(regrade.result.points)} ({parts})"
    verb = "run anew" if is_run else "judged again"
    yield f"{len(regrades)} {verb}, the points of {len(changed)} change."
    if others := students - len(regrades):
        yield f"{others} left as they are, for their hand-ins are not what was graded: grade batch does that."
    left = sorted({slug for regrade in regrades for slug in regrade.left})
    if left and not is_run:
        yield f"Not judged again, for they have to be run anew: {' '.join(left)} (grade regrade --exercise SLUG)."


def is_wanted(count: int) -> bool:
    """Ask whoever sits there whether to write it; nobody wants it where nobody can be asked."""
    return sys.stdin.isatty() and click.confirm(f"Write the points of {count}?")
