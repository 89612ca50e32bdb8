"""What `grade run` does: read, grade, print, write what was asked for."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from tensorgrade.course.catalogue import find_course, read_course
from tensorgrade.files import WritingError, check_writable, write_whole
from tensorgrade.grading import Graded, Grader, devices_of
from tensorgrade.isolation.levels import Level, best_level
from tensorgrade.scoring.result import SubmissionResult, to_json
from tensorgrade.submission.read import read_submission, strangers
from tensorgrade.text import inert
from tensorgrade_reports.terminal import result as terminal

FULL, MISSING, USAGE, OURS = 0, 1, 2, 3
GPU_FILES = ("/dev/nvidiactl", "/dev/nvidia0", "/dev/dxg")


def run_submission(
    path: Path,
    exercises: Sequence[str],
    seed: int,
    course: Path | None,
    files: Mapping[str, Path | None],
    templates: Path | None = None,
    device: str = "all",
) -> int:
    """Grade the submission at `path`; print it and write `files` (kinds json, html, junit). Return the exit status.

    device: the one to run device-aware checks on, or `all`.
    templates: a folder of templates for the HTML report that win over ours.
    """
    wanted = {kind: file for kind, file in files.items() if file is not None}
    chosen_course = read_course(course.resolve() if course else find_course(path))
    submission = read_submission(path, chosen_course)
    chosen_course.chosen(exercises)  # an unknown name is told before any file is looked at
    for file in wanted.values():
        check_writable(file)
    out = terminal.console()
    errors = terminal.console(stderr=True)
    unread = [f"{name}: {why}" for name, why in submission.problems.items()]
    for note in [*strangers(chosen_course, submission), *unread, *submission.notes]:
        errors.print(inert(f"note: {note}"))
    cores, devices = os.cpu_count() or 1, devices_of(device)
    with (
        progress_on(errors) as tell,
        Grader(chosen_course, exercises, level=level_for(device), workers=cores, devices=devices) as grader,
    ):
        graded = grader.grade(submission, seed, tell)
        for name, why in grader.absent.items():
            errors.print(f"note: the device {name} is not there, and nothing was graded on it: {why}")
    terminal.show(graded.result, out)
    for fault in graded.faults:
        errors.print(inert(f"ungraded: {fault}"))
    status = status_of(graded)
    writers = dict(WRITERS) | {"html": partial(write_html, templates=templates)}
    for kind, file in wanted.items():
        try:
            write_whole(file, writers[kind](graded.result))
            out.print(f"{kind} written to {file}")
        except WritingError as error:
            errors.print(f"grade: {error}")
            status = USAGE
    return status


def level_for(device: str) -> Level:
    """Return the isolation level for a submission that its own author grades: the best, but for a GPU to be seen.

    device: the one that was asked for, or `all`.
    """
    has_gpu = any(map(os.path.exists, GPU_FILES))
    return Level.separate if device == "cuda" or (device == "all" and has_gpu) else best_level()


@contextmanager
def progress_on(console: Console) -> Iterator[Callable[[int, int], None]]:
    """Show on a terminal how far the grading is; gives what tells it."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task("starting torch", total=None)

        def tell(done: int, total: int) -> None:
            bar.update(task, description="running checks", completed=done, total=total)

        yield tell


def status_of(graded: Graded) -> int:
    """Return the exit status of a graded submission."""
    if not graded.result.is_final:
        return OURS
    return FULL if graded.result.is_full else MISSING


def write_html(result: SubmissionResult, templates: Path | None = None) -> bytes:
    """Render the HTML report. Raises WritingError where a template of `templates` cannot be used."""
    from tensorgrade_reports.html.page import page

    return page(result, templates).encode("utf-8")


def write_junit(result: SubmissionResult) -> bytes:
    """Render the JUnit document."""
    from tensorgrade_reports.junit import document

    return document(result)


WRITERS: Mapping[str, Callable[[SubmissionResult], bytes]] = {
    "json": to_json,
    "html": write_html,
    "junit": write_junit,
}
