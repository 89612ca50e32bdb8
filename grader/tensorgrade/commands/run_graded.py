"""What `grade run` does once its launcher was started: grade, print, write what was asked for."""

from __future__ import annotations

import os
from collections.abc import Sequence
from functools import partial

import click
from rich.console import Console

from tensorgrade.commands import progress
from tensorgrade.commands.locations import find_in, locations_in
from tensorgrade.commands.run import RunOptions
from tensorgrade.course.catalogue import Course
from tensorgrade.course.hint_files import find
from tensorgrade.execution.launcher import Launcher
from tensorgrade.exits import Status
from tensorgrade.files import WritingError, write_whole
from tensorgrade.grading import Graded, Grader
from tensorgrade.scoring.result import SubmissionResult
from tensorgrade.submission.read import Submission
from tensorgrade.submission.remarks import remarks_on
from tensorgrade.text import inert
from tensorgrade_reports.problems import formats, problems_of
from tensorgrade_reports.result_files import WRITERS, write_html
from tensorgrade_reports.terminal import result as terminal
from tensorgrade_reports.terminal.progress import progress_on
from tensorgrade_reports.terminal.result import View


def grade_and_tell(
    asked: RunOptions, course: Course, submission: Submission, slugs: Sequence[str], launcher: Launcher
) -> Status:
    """Grade a submission; print it and write the files. Return the exit status. slugs: its exercises; none for all."""
    out, errors = terminal.console(), terminal.console(stderr=True)
    with (
        progress_on(errors) as tell,
        Grader.on(launcher, course, slugs, workers=os.cpu_count() or 1) as grader,
    ):
        for note in remarks_on(course, submission):
            errors.print(inert(f"note: {note}"), soft_wrap=True)
        graded = grader.grade(submission, asked.seed, tell)
        for name, why in grader.absent.items():
            errors.print(f"note: the device {name} is not there, and nothing was graded on it: {why}")
    if asked.mistake is None:
        progress.keep(course, asked.path, submission, graded.result)
    if asked.format_name == "text":
        terminal.show(graded.result, out, view_of(asked, course, submission, is_whole=not slugs))
    else:
        click.echo(text_of(graded.result, submission, asked.format_name), nl=False)
        out = errors
    for fault in graded.faults:
        errors.print(inert(f"ungraded: {fault}"))
    are_written = write_files(graded, asked, out, errors)
    return status_of(graded) if are_written else Status.usage


def view_of(asked: RunOptions, course: Course, submission: Submission, is_whole: bool) -> View:
    """Return what is shown of a result beside its table."""
    exercise, name = find(course, asked.function) if asked.function else (None, "")
    return View(
        locations_in(submission),
        asked.shows_all,
        f"{exercise.slug}.{name}" if exercise else "",
        is_whole=is_whole,
    )


def text_of(result: SubmissionResult, submission: Submission, format_name: str) -> str:
    """Write the problems of a result in a format for other programs."""
    return formats()[format_name](result, problems_of(result, locations_in(submission), find_in(submission)))


def write_files(graded: Graded, asked: RunOptions, out: Console, errors: Console) -> bool:
    """Write the files that were asked for; say whether all could be written."""
    writers = dict(WRITERS) | {"html": partial(write_html, templates=asked.templates)}
    are_written = True
    for kind, file in asked.files.items():
        try:
            write_whole(file, writers[kind](graded.result))
            out.print(f"{kind} written to {file}")
        except WritingError as error:
            errors.print(f"grade: {error}")
            are_written = False
    return are_written


def status_of(graded: Graded) -> Status:
    """Return the exit status of a graded submission."""
    if not graded.result.is_final:
        return Status.ours
    return Status.done if graded.result.is_full else Status.missing
