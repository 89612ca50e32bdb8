"""How far a grading is, on the terminal; nothing where the output is piped."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, Task, TextColumn, TimeRemainingColumn
from rich.text import Text


@contextmanager
def progress_on(console: Console) -> Iterator[Callable[[int, int], None]]:
    """Show how far the grading of one submission is; gives what tells it."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task("starting torch", total=None)

        def tell(done: int, total: int) -> None:
            bar.update(task, description="running checks", completed=done, total=total)

        yield tell


def class_progress(console: Console) -> Progress:
    """Return a bar for the grading of a class."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), Rate(), TimeRemainingColumn())
    return Progress(*columns, console=console, transient=True, disable=not console.is_terminal)


class Rate(TextColumn):
    """How many submissions a minute."""

    def __init__(self) -> None:
        super().__init__("")

    def render(self, task: Task) -> Text:
        """Write the rate, once there is one."""
        return Text(f"{task.speed * 60:.0f} a minute" if task.speed else "")
