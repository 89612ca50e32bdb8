"""`grade explain`: the page of a diagnosis, or the list of all of them."""

from __future__ import annotations

import click
from rich.markdown import Markdown
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
        width = max(len(known) for known in LADDER)
        for known in sorted(LADDER):
            out.print(Text(f"{known:{width}}  {entry(known).opening}"), overflow="ellipsis", no_wrap=True)
        return Status.done
    if name not in LADDER:
        raise CourseError(f"there is no diagnosis {name!r}{nearest(name, LADDER)}")
    out.print(Text(name, style="bold"))
    out.print()
    out.print(Markdown(entry(name).page) if out.is_terminal else Text(entry(name).page))
    return Status.done
