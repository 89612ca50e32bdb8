"""`grade ci`: grade the repository that a CI job has checked out, and tell the platform in its own words."""

from __future__ import annotations

import os
import secrets
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TextIO

import click
from rich.text import Text

from tensorgrade.answers.reference import PUBLISHED_SEED
from tensorgrade.commands.home import own_exercises
from tensorgrade.commands.locations import locations_in
from tensorgrade.commands.options import assignment_option, counting_option, course_option
from tensorgrade.course.catalogue import Course, CourseError, find_course, read_course
from tensorgrade.exits import InputError, Status, failing_on
from tensorgrade.files import DEFAULT_REPORT, write_whole
from tensorgrade.grading import Graded, Grader
from tensorgrade.isolation.levels import Level, best_level
from tensorgrade.submission.missing import with_missing_told
from tensorgrade.submission.read import SubmissionError, read_submission
from tensorgrade.submission.remarks import remarks_on
from tensorgrade.text import inert
from tensorgrade_reports.platforms import CiService, Findings, Telling, ci_services, junit
from tensorgrade_reports.result_files import write_html
from tensorgrade_reports.terminal import result as terminal

AUDIENCE = "instructor"
JUNIT = Path("grade-junit.xml")


class CiError(InputError):
    """The job cannot be done; the message is one sentence for the user."""


@click.command()
@click.argument("path", type=click.Path(path_type=Path), default=own_exercises)
@click.option(
    "--platform",
    type=click.Choice(["auto", *sorted(ci_services()), "none"]),
    default="auto",
    show_default=True,
    help="Whose files to write; `auto` looks where this runs.",
)
@click.option("--fresh", is_flag=True, help="Draw fresh inputs; this needs a course with its solutions.")
@click.option(
    "--fail-under",
    type=click.FloatRange(0, 100),
    metavar="PERCENT",
    help="Fail below this share of the points; without it, for any missing point.",
)
@assignment_option
@counting_option
@course_option
def command(path: Path, **asked: Any) -> Status:
    """Grade the checked-out repository in a CI job: annotations, summary, JUnit, and the platform's own file."""
    with failing_on(path):
        return run_ci(CiOptions(path, **asked))


@dataclass(frozen=True)
class CiOptions:
    """What the command line asks for: the submission, the course it is graded against, the platform.

    exercises: those that make the assignment, in place of them its name; all for none.
    fail_under: the percentage of the points below which the job fails; None fails for any missing point.
    """

    path: Path
    course: Path | None
    platform: str
    exercises: tuple[str, ...] = ()
    assignment: str | None = None
    fresh: bool = False
    fail_under: float | None = None


class Elsewhere(CiService):
    """A machine of no platform that is known: nobody is there to be told."""

    def is_here(self, environment: Mapping[str, str]) -> bool:
        """Say that this runs there: anywhere."""
        return True

    def telling(self, findings: Findings) -> Telling:
        """Say nothing."""
        return Telling()


def run_ci(asked: CiOptions) -> Status:
    """Grade, tell the platform, write its files. Return the exit status."""
    platform = asked.platform if asked.platform != "auto" else platform_here(os.environ)
    service = ci_services().get(platform, Elsewhere())
    read = read_course(asked.course.resolve() if asked.course else find_course(asked.path))
    course, exercises = read.asked(asked.exercises, asked.assignment)
    level = best_level()
    check_isolation(course, level)
    try:
        submission = read_submission(asked.path, course)
    except SubmissionError as error:
        telling = service.telling_unreadable(str(error))
        if telling is None:
            raise
        tell(telling, os.environ, sys.stdout)
        return Status.done
    seed = secrets.randbelow(2**31) if asked.fresh else PUBLISHED_SEED
    with Grader(course, exercises, level=level, workers=os.cpu_count() or 1) as grader:
        submission = with_missing_told(submission, grader.exercises)
        graded = grader.grade(submission, seed)
    for note in remarks_on(course, submission):
        terminal.console(stderr=True).print(Text(inert(f"note: {note}")), soft_wrap=True)
    terminal.show(graded.result, terminal.console())
    for fault in graded.faults:
        terminal.console(stderr=True).print(Text(inert(f"ungraded: {fault}")))
    write_reports(service, Findings(graded.result, locations_in(submission), os.environ))
    return status_of(service, graded, asked.fail_under)


def platform_here(environment: Mapping[str, str]) -> str:
    """Say which platform this runs on, by the signs that each has."""
    return next((name for name, service in ci_services().items() if service.is_here(environment)), "none")


def check_isolation(course: Course, level: Level) -> None:
    """Raise CourseError where a student's code could read the solutions that it is graded against."""
    if level is Level.separate and (course.root / "solutions").is_dir():
        raise CourseError(
            f"{course.root} holds solutions, and this machine cannot keep a student's code from reading them; "
            "`grade doctor` tells what would raise its isolation"
        )


def status_of(service: CiService, graded: Graded, fail_under: float | None) -> Status:
    """Return the exit status."""
    if not graded.result.is_final:
        return Status.ours
    if service.ends_with_zero:
        return Status.done
    if fail_under is None:
        return Status.done if graded.result.is_full else Status.missing
    is_enough = 100 * graded.result.points >= fail_under * graded.result.possible - 1e-9
    return Status.done if is_enough else Status.missing


def write_reports(service: CiService, findings: Findings) -> None:
    """Write the reports, and what the platform reads."""
    if service.keeps_reports:
        write_whole(DEFAULT_REPORT, write_html(findings.result))
        write_whole(JUNIT, junit.document(findings.result))
    tell(service.telling(findings), findings.environment, sys.stdout)


def tell(telling: Telling, environment: Mapping[str, str], out: TextIO) -> None:
    """Print and write what a platform is told."""
    out.write("".join(f"{line}\n" for line in telling.log))
    out.flush()
    for variable, text in telling.added.items():
        if place := environment.get(variable):
            try:
                with open(place, "a", encoding="utf-8", errors="backslashreplace") as file:
                    file.write(text)
            except OSError as error:
                raise CiError(f"${variable} ({place}) cannot be written: {error.strerror}") from error
    for path, content in telling.files.items():
        try:
            path.parent.mkdir(exist_ok=True)
        except OSError as error:
            raise CiError(f"{path.parent} cannot be made: {error.strerror}") from error
        write_whole(path, content)
