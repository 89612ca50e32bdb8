"""`grade explain`: the page of a diagnosis, or the list of all of them."""

from __future__ import annotations

import click
from rich.console import Console
from rich.table import Table
from rich.text import Text

from tensorgrade.course.catalogue import CourseError, nearest
from tensorgrade.exits import Status
from tensorgrade.judgement.diagnosis import entry
from tensorgrade.protocol.ladder import LADDER
from tensorgrade_reports.terminal import result as terminal

AUDIENCE = "student"


@click.command()
@click.argument("name", required=False)
def command(name: str | None) -> Status:
    """Explain a diagnosis; without a name, list them all."""
    return show(name)


def show(name: str | None) -> Status:
    """Print the page of `name`; without one, a line for each. Raises CourseError for an unknown name."""
    out = terminal.console()
    if name is None:
        terminal.show_plainly(out, lambda: show_names(out))
        return Status.done
    if name not in LADDER:
        raise CourseError(f"there is no diagnosis {name!r}{nearest(name, LADDER, '`grade explain` lists them')}")
    out.print(Text(name, style="bold"))
    out.print()
    terminal.show_markdown(out, entry(name).page)
    return Status.done


def show_names(out: Console) -> None:
    """Print a line for each diagnosis, and more where its sentence needs them."""
    table = Table.grid(padding=(0, 2))
    table.add_column(no_wrap=True)
    table.add_column()
    for name in sorted(LADDER):
        table.add_row(Text(name), Text(entry(name).opening))
    out.print(table)
