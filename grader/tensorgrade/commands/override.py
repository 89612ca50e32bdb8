"""`grade override`: points by hand for a check, a function, an exercise, the whole, or as a bonus on top."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import click

from tensorgrade.classroom.claim import claimed, logger
from tensorgrade.classroom.gradebook import open_gradebook
from tensorgrade.classroom.ledger import Ledger
from tensorgrade.classroom.row import Row
from tensorgrade.course.catalogue import nearest
from tensorgrade.exits import InputError, Status
from tensorgrade.scoring.standing import BONUS, places_in
from tensorgrade_reports.class_files import write_class
from tensorgrade_reports.numbers import points, score
from tensorgrade_reports.terminal import result as terminal
from tensorgrade_reports.terminal.result import say_on

AUDIENCE = "instructor"


class OverrideError(InputError):
    """Points cannot be given by hand; the message is one sentence for the user."""


@click.command()
@click.argument("out", type=click.Path(path_type=Path))
@click.argument("student")
@click.argument("place")
@click.argument("points", type=float, required=False)
@click.option("--why", default="", help="The reason, shown beside the points.")
@click.option("--withdraw", is_flag=True, help="Take back what was set by hand.")
def command(withdraw: bool, points: float | None, why: str, **asked: Any) -> Status:
    """Set a student's points by hand: PLACE is exercise.check, exercise.function, an exercise, `whole` or `bonus`."""
    if not withdraw and (points is None or not why.strip()):
        raise click.UsageError("give the points and --why, or --withdraw")
    return override(OverrideOptions(points=None if withdraw else points, why=why, **asked))


@dataclass(frozen=True)
class OverrideOptions:
    """What the command line asks for; `points` are None where what was set by hand is taken back."""

    out: Path
    student: str
    place: str
    points: float | None
    why: str


def override(asked: OverrideOptions) -> Status:
    """Give points by hand, or take that back; write the reports again, and say what has changed."""
    open_gradebook(asked.out).close()
    student, place, given = asked.student, asked.place, asked.points
    with claimed(asked.out) as book:
        before = book.row(student)
        if before is None:
            raise OverrideError(f"{asked.out} has no student {student!r}{nearest(student, book.students)}")
        places = [*places_in(before.result), BONUS]
        if place not in places:
            raise OverrideError(f"there is no check, function or exercise {place!r}{nearest(place, places)}")
        ledger = Ledger(book.database)
        if given is None:
            ledger.withdraw_points(student, place)
        else:
            ledger.set_points([before.result], place, given, asked.why)
        logger.info("%r: %s set by hand to %s (%s)", student, place, given, asked.why)
        failed = write_class(book, asked.out, partial(say_on, terminal.console(stderr=True)))
        after = book.row(student)
        assert after is not None
    terminal.console().print(told(before, after), soft_wrap=True)
    return Status.ours if failed else Status.done


def told(before: Row, after: Row) -> str:
    """Say how the points of a student change: `ben: 4 -> 6 / 10`."""
    return (
        f"{after.student}: {points(before.standing.points)} -> {score(after.standing.points, after.standing.possible)}"
    )
