"""`grade compare`: two batches of a class side by side, on one page."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import click

from tensorgrade.classroom.gradebook import open_gradebook
from tensorgrade.classroom.row import Row
from tensorgrade.exits import Status
from tensorgrade.files import check_writable, write_whole
from tensorgrade.text import plain_line
from tensorgrade_reports.html.comparison import comparison_page
from tensorgrade_reports.terminal import result as terminal

AUDIENCE = "instructor"


@click.command()
@click.argument("before", type=click.Path(path_type=Path))
@click.argument("after", type=click.Path(path_type=Path))
@click.option("--html", type=click.Path(path_type=Path), default=Path("comparison.html"), show_default=True)
def command(before: Path, after: Path, html: Path) -> Status:
    """Compare two batches of a class, BEFORE and AFTER: what a lecture changed."""
    return compare(before, after, html)


def compare(before: Path, after: Path, html: Path) -> Status:
    """Write a page that shows two batches of a class side by side."""
    check_writable(html)
    first, second = rows_of(before), rows_of(after)
    labels = (plain_line(before.resolve().name), plain_line(after.resolve().name))
    write_whole(html, comparison_page(first, second, labels).encode("utf-8"))
    terminal.console().print(f"Comparison: {html}", soft_wrap=True)
    return Status.done


def rows_of(out: Path) -> list[Row]:
    """Read the rows of a batch that was run before. Raises GradebookError."""
    with closing(open_gradebook(out)) as book:
        return list(book.rows())
