"""`grade run`: read what is to be graded and start the launcher; the rest is in run_graded.

What takes long to import is imported while a process tries how far code can be shut in here, and the launcher imports
torch.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

import click

from tensorgrade.commands.options import (
    course_option,
    device_option,
    exercises_option,
    own_path_argument,
    seed_option,
    templates_option,
)
from tensorgrade.course.catalogue import Course, find_course, is_gone, read_course
from tensorgrade.course.hint_files import find
from tensorgrade.discovery import names_below
from tensorgrade.execution.options import devices_of
from tensorgrade.exits import Status, failing_on
from tensorgrade.files import check_writable
from tensorgrade.isolation.levels import Level, best_level

if TYPE_CHECKING:
    from tensorgrade.submission.read import Submission

AUDIENCE = "student"
KINDS = ("json", "html", "junit")  # of files that are written
GPU_FILES = ("/dev/nvidiactl", "/dev/nvidia0", "/dev/dxg")


@click.command()
@own_path_argument
@exercises_option
@seed_option
@click.option("--json", type=click.Path(path_type=Path), metavar="FILE", help="Write the result as JSON.")
@click.option("--html", type=click.Path(path_type=Path), metavar="FILE", help="Write the report as one HTML file.")
@click.option("--junit", type=click.Path(path_type=Path), metavar="FILE", help="Write the result as JUnit XML.")
@click.option(
    "--format",
    "format_name",
    type=click.Choice(["text", *(name.replace("_", "-") for name in names_below("tensorgrade_reports.problems"))]),
    default="text",
    show_default=True,
    help="Print text for people, or the problems alone, for an editor or another program.",
)
@click.option("--all", "shows_all", is_flag=True, help="Show every failure in full, not only the first.")
@click.option(
    "--function",
    metavar="SLUG.FUNCTION",
    help="Grade its exercise, and show the failures of this function; `--exercise SLUG.FUNCTION` does the same.",
)
@click.option("--mistake", metavar="SLUG.FUNCTION.NAME", help="Grade this known mistake, and nothing at PATH.")
@device_option
@templates_option
@course_option
def command(path: Path, **asked: Any) -> Status:
    """Grade the submission at PATH: a folder with exNN_*.py files in it, a zip or tar of one, a file, a notebook."""
    files = {kind: asked.pop(kind) for kind in KINDS}
    for name in ("mistake", "function"):
        if asked[name] and asked["exercises"]:
            raise click.UsageError(f"--{name} names its exercise; leave out --exercise")
    with failing_on(path):
        return run_submission(RunOptions(path, files={kind: file for kind, file in files.items() if file}, **asked))


@dataclass(frozen=True)
class RunOptions:
    """What the command line asks for. `files` are those to write, by their kind.

    mistake: a known mistake, which is graded in place of what lies at `path`.
    device: the one to run device-aware checks on, or `all`.
    templates: a folder of templates for the HTML report that win over ours.
    shows_all: whether every failure is printed in full. function: the only one whose failures are printed.
    format_name: how the result is printed.
    """

    path: Path
    exercises: Sequence[str] = ()
    seed: int = 0
    course: Path | None = None
    files: Mapping[str, Path] = field(default_factory=dict)
    templates: Path | None = None
    device: str = "all"
    mistake: str | None = None
    shows_all: bool = False
    function: str | None = None
    format_name: str = "text"


def run_submission(asked: RunOptions) -> Status:
    """Grade a submission; print it and write the files. Return the exit status."""
    with ThreadPoolExecutor(1) as beside:
        level = beside.submit(level_for, asked.device)  # tries a process, while the files are read
        from tensorgrade.execution.launcher import launcher_for
        from tensorgrade.submission.missing import with_missing_told

        course = read_course(asked.course.resolve() if asked.course else find_course(asked.path))
        asked = with_function(asked, course)
        submission, slugs = to_grade(asked, course)
        chosen = course.chosen(slugs)  # an unknown name is told before any file is looked at
        for file in asked.files.values():
            check_writable(file)
        submission = with_missing_told(submission, [each for each in chosen if slugs or is_gone(course, each)])
    names = [exercise.slug for exercise in chosen]
    devices = devices_of(asked.device, is_keyed=any(exercise.reference is None for exercise in chosen))
    with closing(launcher_for(course.root, devices, names, level.result())) as launcher:
        launcher.start()
        from tensorgrade.commands.run_graded import grade_and_tell

        return grade_and_tell(asked, course, submission, slugs, launcher)


def with_function(asked: RunOptions, course: Course) -> RunOptions:
    """Take SLUG.FUNCTION in the place of an exercise for what it means: this function of it."""
    match asked.exercises:
        case [name] if "." in name and course.owner_of(name):
            return replace(asked, exercises=(), function=name)
    return asked


def to_grade(asked: RunOptions, course: Course) -> tuple[Submission, Sequence[str]]:
    """Return the submission, and the exercises that it is graded on. Raises InputError."""
    from tensorgrade.submission.read import Submission, read_submission

    if asked.mistake is None:
        submission = read_submission(asked.path, course)
        if asked.function:
            return submission, [find(course, asked.function)[0].slug]
        return alone(submission, asked.path, course) if not asked.exercises else (submission, asked.exercises)
    from tensorgrade.answers.known_answers import mistake_named

    mistake = mistake_named(course, asked.mistake)
    (exercise,) = course.chosen([mistake.exercise])
    return Submission(mistake.name, {exercise.file: mistake.source}, {}), [exercise.slug]


def alone(submission: Submission, path: Path, course: Course) -> tuple[Submission, Sequence[str]]:
    """Return a submission with the exercises in it where it is one source, else with none: then all count.

    That they alone count is told where the name of the file does not say it.
    """
    from tensorgrade.submission.selection import is_source

    there = {*submission.files, *submission.problems}
    own = [exercise.slug for exercise in course.exercises if exercise.file in there]
    if not own or len(own) == len(course.exercises) or not (path.is_file() and is_source(PurePosixPath(path.name))):
        return submission, ()
    if own == [exercise.slug for exercise in course.exercises if path.stem == exercise.stub.stem]:
        return submission, own
    counts = f"{path.name} holds {' and '.join(own)}, and no other exercise is graded"
    return replace(submission, notes=(*submission.notes, counts)), own


def level_for(device: str) -> Level:
    """Return the isolation level for a submission that its own author grades: the best, but for a GPU to be seen.

    device: the one that was asked for, or `all`.
    """
    has_gpu = any(map(os.path.exists, GPU_FILES))
    return Level.separate if device == "cuda" or (device == "all" and has_gpu) else best_level()
