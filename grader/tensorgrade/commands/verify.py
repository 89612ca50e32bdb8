"""`grade verify`: prove a course, and print what was found."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from tensorgrade.commands.options import course_option
from tensorgrade.course.catalogue import check_solutions, find_course, read_course
from tensorgrade.exits import Status
from tensorgrade.proof import verify
from tensorgrade_reports.terminal import proof as verification

AUDIENCE = "author"


@click.command()
@click.option(
    "--exercise", "exercises", multiple=True, metavar="SLUG", help="Verify this exercise only; may be repeated."
)
@click.option("--seed", default=0, show_default=True, help="The first of the two seeds.")
@click.option("--every", type=click.IntRange(1), default=1, metavar="N", help="Only one in N known answers.")
@course_option
def command(exercises: tuple[str, ...], seed: int, every: int, course: Path | None) -> Status:
    """Prove a course: references get all points, stubs and empty answers none, known mistakes are caught and named."""
    return verify_course(course, exercises, seed, every)


def verify_course(root: Path | None, slugs: Sequence[str], seed: int, every: int = 1) -> Status:
    """Verify a course, print what was found, and return the exit status: 0 when nothing is wrong, else 1."""
    course = read_course(root.resolve() if root else find_course(Path()))
    check_solutions(course)
    proof = verify(course, slugs, seed, every)
    verification.show_proof(proof)
    return Status.missing if proof.problems else Status.done
