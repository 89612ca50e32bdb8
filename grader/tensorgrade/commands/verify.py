"""`grade verify`: prove a course, and print what was found, and what is told of faults that nobody wrote down."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from tensorgrade.commands.options import course_option
from tensorgrade.course.catalogue import Course, check_solutions, find_course, read_course
from tensorgrade.exits import Status
from tensorgrade.files import write_whole
from tensorgrade.proof import verify
from tensorgrade.unknown_faults.readings import UNREAD
from tensorgrade.unknown_faults.told import survey
from tensorgrade_reports.terminal import proof as verification
from tensorgrade_reports.terminal import unknown_faults

AUDIENCE = "author"
MUTANTS = 10


@click.command()
@click.option(
    "--exercise", "exercises", multiple=True, metavar="SLUG", help="Verify this exercise only; may be repeated."
)
@click.option("--seed", default=0, show_default=True, help="The first of the two seeds.")
@click.option("--every", type=click.IntRange(1), default=1, metavar="N", help="Only one in N known answers.")
@click.option(
    "--mutants",
    type=click.IntRange(0),
    default=MUTANTS,
    show_default=True,
    metavar="N",
    help="How many mutants of each reference are told about, as faults that nobody knows.",
)
@click.option(
    "--to-read",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Write the causes that nobody has read yet, to be read.",
)
@click.option("--proofs-only", is_flag=True, help="Do not tell about faults that nobody knows, which takes longest.")
@course_option
def command(
    exercises: tuple[str, ...],
    seed: int,
    every: int,
    mutants: int,
    to_read: Path | None,
    proofs_only: bool,
    course: Path | None,
) -> Status:
    """Prove a course: references get all points, stubs and empty answers none, known mistakes are caught and named.

    Then each known mistake is graded without its own recording, and mutants of the references are: counted is what
    they are told, and how many of the causes are true.
    """
    chosen = read_course(course.resolve() if course else find_course(Path()))
    check_solutions(chosen)
    status = verify_course(chosen, exercises, seed, every)
    if proofs_only or status is not Status.done:
        return status
    found = survey(chosen, exercises, every, mutants)
    unknown_faults.show_survey(found)
    if to_read is not None:
        write_whole(to_read, unknown_faults.to_read(found.with_verdict(UNREAD)).encode())
    return Status.missing if found.with_verdict("false") else Status.done


def verify_course(course: Course, slugs: Sequence[str], seed: int, every: int = 1) -> Status:
    """Prove a course, print what was found, and return the exit status: 0 when nothing is wrong, else 1."""
    proof = verify(course, slugs, seed, every)
    verification.show_proof(proof)
    return Status.missing if proof.problems else Status.done
