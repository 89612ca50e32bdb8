"""`grade override`: points by hand for a check, a function, an exercise, the whole, or as a bonus on top."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import click

from tensorgrade.classroom.claim import claimed, logger
from tensorgrade.classroom.gradebook import open_gradebook
from tensorgrade.classroom.ledger import Ledger
from tensorgrade.classroom.points_by_hand import Wish, given_of, given_of_list, read_wishes
from tensorgrade.classroom.row import Row
from tensorgrade.exits import Status
from tensorgrade_reports.class_files import write_class
from tensorgrade_reports.numbers import points, score
from tensorgrade_reports.terminal import result as terminal
from tensorgrade_reports.terminal.result import say_on

AUDIENCE = "instructor"
SAID = {
    (False, False): "STUDENT, PLACE, POINTS and --why",
    (False, True): "STUDENT and PLACE, for --withdraw",
    (True, False): "PLACE, POINTS and --why, for --cause",
    (True, True): "PLACE, for --cause and --withdraw",
}


@click.command()
@click.argument("out", type=click.Path(path_type=Path))
@click.argument("what", nargs=-1, metavar="[STUDENT] PLACE POINTS")
@click.option("--why", default="", help="The reason, shown beside the points.")
@click.option("--cause", default="", metavar="TEXT", help="In place of STUDENT: all who are told this cause there.")
@click.option("--withdraw", is_flag=True, help="Take back what was set by hand.")
@click.option(
    "--from",
    "list_file",
    type=click.Path(path_type=Path),
    metavar="CSV",
    help="Set what a list says: columns student or cause, place, points, why.",
)
def command(out: Path, what: tuple[str, ...], why: str, cause: str, withdraw: bool, list_file: Path | None) -> Status:
    """Set points by hand, and say what that changes.

    PLACE is exercise.check, exercise.function, an exercise, `whole` or `bonus`, or what a page calls it.
    """
    if list_file is not None:
        if what or cause or withdraw:
            raise click.UsageError("--from goes with no PLACE, no --cause and no --withdraw: the list says it all")
        return override(OverrideOptions(out, None, list_file, why))
    return override(OverrideOptions(out, wish_of(what, why, cause, withdraw)))


@dataclass(frozen=True)
class OverrideOptions:
    """What the command line asks for: one wish, or a list of them; `why` where a row of the list gives no reason."""

    out: Path
    wish: Wish | None
    list_file: Path | None = None
    why: str = ""


def wish_of(what: Sequence[str], why: str, cause: str, withdraw: bool) -> Wish:
    """Read what the command line asks for. Raises UsageError."""
    said = list(what)
    if len(said) != 1 + (not cause) + (not withdraw) or not (withdraw or why.strip()):
        raise click.UsageError(f"give {SAID[bool(cause), withdraw]}")
    student = "" if cause else said.pop(0)
    try:
        amount = None if withdraw else float(said[1])
    except ValueError:
        raise click.UsageError(f"{said[1]!r} is no number of points") from None
    return Wish(student, cause, said[0], amount, why)


def override(asked: OverrideOptions) -> Status:
    """Give points by hand, or take that back; write the reports again, and say what has changed."""
    open_gradebook(asked.out).close()
    with claimed(asked.out) as book:
        before = {row.student: row for row in book.rows()}
        rows = list(before.values())
        if asked.wish is not None:
            given = given_of(asked.wish, rows)
        else:
            assert asked.list_file is not None
            given = given_of_list(asked.list_file, read_wishes(asked.list_file, asked.why), rows)
        Ledger(book.database).give(given)
        for one in given:
            logger.info("%r: %s", one.result.submission, one.told)
        failed = write_class(book, asked.out, partial(say_on, terminal.console(stderr=True)))
        students = sorted({one.result.submission for one in given})
        after = {row.student: row for row in book.rows(students)}
    for sentence in changes_told([(before[student], after[student]) for student in students]):
        terminal.console().print(sentence, soft_wrap=True)
    return Status.ours if failed else Status.done


def changes_told(changes: Sequence[tuple[Row, Row]]) -> Iterator[str]:
    """Say how the points of each student change, and of several how many have more and fewer."""
    for before, after in changes:
        yield told(before, after)
    if len(changes) != 1:
        differences = [after.standing.points - before.standing.points for before, after in changes]
        more, fewer = sum(one > 0 for one in differences), sum(one < 0 for one in differences)
        yield f"{len(changes)} students: {more} with more points, {fewer} with fewer."


def told(before: Row, after: Row) -> str:
    """Say how the points of a student change: `ben: 4 -> 6 / 10, 2 more`."""
    old, new = before.standing.points, after.standing.points
    verdict = "as before" if old == new else f"{points(abs(new - old))} {'more' if new > old else 'fewer'}"
    return f"{after.student}: {points(old)} -> {score(new, after.standing.possible)}, {verdict}"
