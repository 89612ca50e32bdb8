"""How far a grading is, on the terminal; nothing where the output is piped."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, ProgressColumn, Task, TextColumn
from rich.text import Text


@contextmanager
def progress_on(console: Console) -> Iterator[Callable[[int, int, str], None]]:
    """Show how far the grading of one submission is; gives what tells it."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task("starting torch", total=None)

        def tell(done: int, total: int, function: str) -> None:
            bar.update(task, description=f"running checks {function}".rstrip(), completed=done, total=total)

        yield tell


def class_progress(console: Console, total: int) -> ClassProgress:
    """Return a bar for the grading of a class."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), Pace())
    return ClassProgress(Progress(*columns, console=console, transient=True, disable=not console.is_terminal), total)


class ClassProgress:
    """A bar over all hand-ins of a class; its pace is that of what this run grades, and not of what was there before.

    console: what is printed on it stands above the bar.
    """

    def __init__(self, bar: Progress, total: int) -> None:
        self._bar = bar
        self._task = bar.add_task("grading", total=total, graded=0, since=bar.get_time())

    @property
    def console(self) -> Console:
        """Where to print meanwhile."""
        return self._bar.console

    def __enter__(self) -> ClassProgress:
        """Show the bar."""
        self._bar.start()
        return self

    def __exit__(self, *raised: object) -> None:
        """Take the bar away."""
        self._bar.stop()

    def step(self, graded: int) -> None:
        """Go one hand-in on; so many were graded in this run."""
        self._bar.update(self._task, advance=1, graded=graded)
        if not graded:  # what was there before is passed over at once
            self._bar.update(self._task, since=self._bar.get_time())


class Pace(ProgressColumn):
    """How many submissions a minute are graded, and how long the others take at that pace."""

    def render(self, task: Task) -> Text:
        """Write the pace, once there is one."""
        graded, seconds = task.fields["graded"], task.get_time() - task.fields["since"]
        if not graded or seconds <= 0:
            return Text("")
        left = timedelta(seconds=math.ceil((task.remaining or 0) * seconds / graded))
        return Text(f"{graded * 60 / seconds:.0f} a minute, {left} left")
