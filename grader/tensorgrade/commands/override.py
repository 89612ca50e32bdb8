"""`grade override`: points by hand for one check of one student."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import click

from tensorgrade.classroom.batch import claimed, logger
from tensorgrade.classroom.gradebook import open_gradebook
from tensorgrade.course.catalogue import nearest
from tensorgrade.exits import InputError, Status
from tensorgrade.scoring.standing import Override, checks_by_name
from tensorgrade_reports.class_files import write_class
from tensorgrade_reports.numbers import score
from tensorgrade_reports.terminal import result as terminal
from tensorgrade_reports.terminal.result import say_on

AUDIENCE = "instructor"


class OverrideError(InputError):
    """Points cannot be given by hand; the message is one sentence for the user."""


@click.command()
@click.argument("out", type=click.Path(path_type=Path))
@click.argument("student")
@click.argument("check")
@click.argument("points", type=float, required=False)
@click.option("--why", default="", help="The reason, shown beside the points.")
@click.option("--withdraw", is_flag=True, help="Take back what was set by hand.")
def command(withdraw: bool, points: float | None, why: str, **asked: Any) -> Status:
    """Set a student's points for one CHECK (exercise.check) of the batch in OUT by hand."""
    if not withdraw and (points is None or not why.strip()):
        raise click.UsageError("give the points and --why, or --withdraw")
    return override(OverrideOptions(points=None if withdraw else points, why=why, **asked))


@dataclass(frozen=True)
class OverrideOptions:
    """What the command line asks for; `points` are None where what was set by hand is taken back."""

    out: Path
    student: str
    check: str
    points: float | None
    why: str


def override(asked: OverrideOptions) -> Status:
    """Give points by hand for one check, or take that back; write the reports again."""
    open_gradebook(asked.out).close()
    student, check, given = asked.student, asked.check, asked.points
    with claimed(asked.out) as book:
        row = book.row(student)
        if row is None:
            raise OverrideError(f"{asked.out} has no student {student!r}{nearest(student, book.students)}")
        checks = checks_by_name(row.result)
        if check not in checks:
            raise OverrideError(f"there is no check {check!r}{nearest(check, checks)}")
        if given is None:
            book.withdraw(student, check)
        elif not 0 <= given <= checks[check].possible:
            raise OverrideError(f"{check} is worth 0 to {checks[check].possible:g} points, not {given:g}")
        else:
            book.override(student, Override(check, given, asked.why))
        logger.info("%r: %s set by hand to %s (%s)", student, check, given, asked.why)
        failed = write_class(book, asked.out, partial(say_on, terminal.console(stderr=True)))
        row = book.row(student)
        assert row is not None
    terminal.console().print(f"{student}: {score(row.standing.points, row.standing.possible)}")
    return Status.ours if failed else Status.done
