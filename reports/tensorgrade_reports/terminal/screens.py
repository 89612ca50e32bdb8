"""Where the workbench of `grade watch` is shown: on a terminal that is redrawn, or printed where it is piped."""

from __future__ import annotations

from contextlib import AbstractContextManager, nullcontext
from typing import Protocol

from rich.console import Console
from rich.live import Live
from rich.text import Text

from tensorgrade_reports.terminal.result import show_plainly
from tensorgrade_reports.terminal.workbench import BOTTOM, TITLE, Page, Workbench, WorkbenchView, print_workbench

REDRAWN_PER_SECOND = 4


class Screen(Protocol):
    """Shows workbenches, each in the place of the one before."""

    def shown(self) -> AbstractContextManager[object]:
        """Take the terminal, and give it back as it was."""

    def draw(self, workbench: Workbench) -> None:
        """Show a workbench."""

    def note(self, workbench: Workbench) -> None:
        """Show a workbench of which only is new what happened, and that it is old."""

    def next_part(self, page: Page) -> int | None:
        """Return the line at which the part of a page begins that is not shown yet; None where all is."""


class PrintedScreen:
    """Prints every workbench below the one before."""

    def __init__(self, out: Console) -> None:
        self._out = out

    def shown(self) -> AbstractContextManager[object]:
        """Take nothing."""
        return nullcontext()

    def draw(self, workbench: Workbench) -> None:
        """Print a workbench, or the page that is read."""
        show_plainly(self._out, lambda: self.print(workbench))

    def print(self, workbench: Workbench) -> None:
        """Print a workbench, or the page that is read, and what happened."""
        if workbench.page:
            self._out.print(Text(workbench.page.title, style="bold"))
            self._out.print(workbench.page.content)
        else:
            print_workbench(workbench, self._out)
        if workbench.told:
            self._out.print(Text(workbench.told, style="dim"))

    def note(self, workbench: Workbench) -> None:
        """Print what happened, once it is over."""
        if workbench.told and workbench.since is None:
            show_plainly(self._out, lambda: self._out.print(Text(workbench.told)))

    def next_part(self, page: Page) -> int | None:
        """Say that all is shown."""
        return None


class LiveScreen:
    """Draws the workbench on the whole terminal, again and again: so a new size of the window shows at once."""

    def __init__(self, out: Console) -> None:
        self._out = out
        self._live = Live(console=out, screen=True, refresh_per_second=REDRAWN_PER_SECOND, transient=True)

    def shown(self) -> AbstractContextManager[object]:
        """Take the terminal, and give it back as it was."""
        return self._live

    def draw(self, workbench: Workbench) -> None:
        """Show a workbench."""
        self._live.update(WorkbenchView(workbench), refresh=True)

    def note(self, workbench: Workbench) -> None:
        """Show a workbench."""
        self.draw(workbench)

    def next_part(self, page: Page) -> int | None:
        """Return the line that comes after those that fit the terminal below the title."""
        following = page.first + max(1, self._out.height - BOTTOM - TITLE)
        return following if following < len(self._out.render_lines(page.content, pad=False)) else None
