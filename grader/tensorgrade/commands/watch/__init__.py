"""`grade watch`: grade again what changed, on each save, with torch warm.

The function that the student works on is in focus: the screen begins with it. The focus follows the file that is
saved, and moves to the next function only when the student asks. A terminal is drawn anew; where the output is piped
each workbench is printed.
"""

from __future__ import annotations

import os
import queue
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import click
import watchfiles

from tensorgrade.commands import progress
from tensorgrade.commands.locations import locations_in
from tensorgrade.commands.options import course_option, own_path_argument, seed_option
from tensorgrade.commands.run import level_for
from tensorgrade.commands.watch.editor_screen import EditorScreen
from tensorgrade.commands.watch.keyboard import keys_to
from tensorgrade.commands.watch.session import GradedSubmission, Session
from tensorgrade.course.catalogue import find_course, read_course
from tensorgrade.exits import Status, failing_on
from tensorgrade.grading import Grader
from tensorgrade.submission.read import read_submission
from tensorgrade_reports.terminal import result as terminal
from tensorgrade_reports.terminal.progress import progress_on
from tensorgrade_reports.terminal.result import View
from tensorgrade_reports.terminal.screens import LiveScreen, PrintedScreen, Screen

AUDIENCE = "student"
DEBOUNCE_MS, STEP_MS = 200, 15
SAVED = ""

Events = queue.SimpleQueue[str]


@click.command()
@own_path_argument
@click.option(
    "--exercise", "exercises", multiple=True, metavar="SLUG", help="Watch this exercise only; may be repeated."
)
@seed_option
@click.option("--editor", "is_for_editor", is_flag=True, help="Print a line a problem, for an editor.")
@course_option
def command(path: Path, exercises: tuple[str, ...], seed: int, is_for_editor: bool, course: Path | None) -> Status:
    """Grade the submission at PATH again on each save: what changed, within a moment, with torch warm."""
    with failing_on(path):
        return watch(path, exercises, seed, course, EditorScreen(sys.stdout) if is_for_editor else None)


def watch(path: Path, slugs: Sequence[str], seed: int, course: Path | None, screen: Screen | None = None) -> Status:
    """Grade the submission at `path`, and again on each save, until the student quits. Return the exit status.

    screen: where it is shown; without one the terminal.
    """
    chosen = read_course(course.resolve() if course else find_course(path))
    chosen.chosen(slugs)
    submission = read_submission(path, chosen)
    out, events = terminal.console(), Events()
    cores = os.cpu_count() or 1
    can_draw = out.is_terminal and not out.is_dumb_terminal
    screen = screen or (LiveScreen(out) if can_draw else PrintedScreen(out))
    with Grader(chosen, slugs, level=level_for("all"), workers=cores, tries_edits=False) as grader:
        with progress_on(terminal.console(stderr=True)) as tell:
            first = GradedSubmission(submission, grader.grade(submission, seed, tell))
        progress.keep(chosen, path, submission, first.graded.result)
        session = Session(grader, path, seed, first, screen)
        with screen.shown(), saves_to(path, events), keys_to(events.put) as has_keys:
            session.show(has_keys)
            grader.make_ready()
            while (event := next_event(events)) != "q":
                if event == SAVED:
                    session.saved()
                    grader.make_ready()
                else:
                    session.key(event)
    if isinstance(screen, LiveScreen):
        terminal.show_step(session.result, out, View(locations_in(submission), is_whole=not slugs))
    return Status.done if session.result.is_full else Status.missing


def next_event(events: Events) -> str:
    """Wait for a key or a save; an interrupt quits."""
    try:
        return events.get()
    except KeyboardInterrupt:
        return "q"


@contextmanager
def saves_to(path: Path, events: Events) -> Iterator[None]:
    """Put SAVED into `events` whenever a file of the submission is written."""
    stop = threading.Event()
    folder = path if path.is_dir() else path.parent

    def listen() -> None:
        for _ in watchfiles.watch(
            folder, watch_filter=is_own, debounce=DEBOUNCE_MS, step=STEP_MS, stop_event=stop, raise_interrupt=False
        ):
            events.put(SAVED)

    thread = threading.Thread(target=listen, daemon=True)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()


def is_own(change: watchfiles.Change, path: str) -> bool:
    """Say whether a changed file may belong to the submission."""
    return Path(path).suffix in (".py", ".ipynb")
